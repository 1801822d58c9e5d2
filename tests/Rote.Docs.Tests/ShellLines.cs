namespace Rote.Docs.Tests;

public class ShellLines
{
    [Theory]
    [InlineData("rote train", "train")]
    [InlineData("$ rote translate --model runs/dates \"3rd of March, 2021\"", "translate|--model|runs/dates|3rd of March, 2021")]
    [InlineData("OMP_NUM_THREADS=2 rote doctor # a comment", "doctor")]
    [InlineData("rote translate --model m --beam 4 < test.de > test.out", "translate|--model|m|--beam|4")]
    [InlineData("dotnet run --project src/Rote.Cli -c Release -- train --json", "train|--json")]
    [InlineData("rote train --print-spec > recipe.json && rote train --spec recipe.json", "train|--print-spec", "train|--spec|recipe.json")]
    [InlineData("printf 'a; b\\n' | rote translate --model m", "translate|--model|m")]
    [InlineData("rote", "")]
    [InlineData("rote: text 1: not in the vocabulary")]
    [InlineData("dotnet test -c Release")]
    public void Every_rote_of_a_line_is_found(string line, params string[] commands) =>
        Assert.Equal(commands, ShellLine.RoteCommands(line).Select(words => string.Join('|', words)));
}
