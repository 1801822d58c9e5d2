namespace Rote.Cli.Tests;

public class UsageFaults
{
    [Theory]
    [InlineData("foo", "unknown verb 'foo'. See rote --help.")]
    [InlineData("inspekt x", "unknown verb 'inspekt'. Did you mean 'inspect'? See rote --help.")]
    [InlineData("--foo", "unknown option '--foo'. See rote --help.")]
    [InlineData("--verson", "unknown option '--verson'. Did you mean '--version'? See rote --help.")]
    [InlineData("inspect", "DIR is missing. See rote inspect --help.")]
    [InlineData("inspect x y", "unknown argument 'y'. See rote inspect --help.")]
    [InlineData("inspect x --lenght 3", "unknown option '--lenght'. Did you mean '--length'? See rote inspect --help.")]
    [InlineData("inspect x --length", "option '--length' needs a value. See rote inspect --help.")]
    [InlineData("inspect x --length abc", "'--length' must be a whole number from 1 to 1048576; got 'abc'. See rote inspect --help.")]
    [InlineData("inspect x --length 0", "'--length' must be a whole number from 1 to 1048576; got '0'. See rote inspect --help.")]
    [InlineData("inspect x --batch 65537", "'--batch' must be a whole number from 1 to 65536; got '65537'. See rote inspect --help.")]
    [InlineData("inspect x --batch 1 --batch 2", "'--batch' is given more than once. See rote inspect --help.")]
    [InlineData("doctor --deep", "unknown option '--deep'. See rote doctor --help.")]
    [InlineData("inspect @nothere", "The model directory '@nothere' does not exist.", 1)]
    public void Wrong_command_line_is_one_line_and_exit_code_two(string line, string expected, int code = 2) => CliRun.Of(line.Split(' ')).Fails(code, expected);
}
