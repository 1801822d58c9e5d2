using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rote.Tests.Architecture;

/// <summary>Arrows run downwards only: between the assemblies, and between the folders inside Rote.</summary>
public partial class Arrows
{
    // Each may know those before it. A new assembly or folder takes its place here.
    private static readonly string[] Assemblies = ["Rote.Tokenizers", "Rote", "Rote.Training", "Rote.Compression", "Rote.Lab", "Rote.Cli"];

    // Each may know those of the lines above it, and none of its own line but itself.
    private static readonly string[][] Folders =
    [
        ["Tensors"],
        ["Attention", "Positions"],
        ["Layers"],
        ["Models"],
        ["Checkpoints", "Generation"],
        ["Verification", "Pipelines"],
    ];

    [Fact]
    public void Assemblies_know_only_those_below()
    {
        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(Sources.Root, "src"), "*.csproj", SearchOption.AllDirectories)];
        Assert.True(projects.Length >= 4);
        var upwards = new List<string>();
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            int place = Array.IndexOf(Assemblies, name);
            Assert.True(place >= 0, $"{name} has no place among the assemblies: give it one in {nameof(Arrows)}.");
            foreach (string other in XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)))
            {
                if (Array.IndexOf(Assemblies, other) is var at && (at < 0 || at >= place))
                    upwards.Add($"{name} → {other}");
            }
        }
        Assert.Empty(upwards);
    }

    [Fact]
    public void Folders_know_only_those_below()
    {
        var upwards = new List<string>();
        foreach (var (path, lines) in Sources.Files.Where(file => file.Path.StartsWith("Rote/", StringComparison.Ordinal)))
        {
            string folder = path.Split('/')[1];
            int rank = RankOf(folder);
            Assert.True(rank >= 0, $"{path}: the folder has no place inside Rote: give it one in {nameof(Arrows)}.");
            string text = string.Join('\n', lines);
            upwards.AddRange(Mentioned(text).Where(other => other != folder && RankOf(other) >= rank).Distinct().Select(other => $"{path} → {other}"));
        }
        Assert.Empty(upwards);
    }

    [Fact]
    public void Scan_sees_every_way_to_name_a_folder()
    {
        Assert.Equal(["Models", "Models", "Layers", "Tensors", "Attention", "Checkpoints"], Mentioned("""
            using Rote.Models;
            using static Rote.Models.TransformerSpec;
            using Norm = Rote.Layers.Norm;
            /// <see cref="Rote.Tensors.Shapes"/>
            if (attention.Scale is Attention.AttentionScale.Custom { } && spec.Positions.Count > 0 && Rotary(Generation)) return;
            private Checkpoints.TensorEntry? _entry;
            """));
    }

    [Fact]
    public void Namespaces_equal_folders()
    {
        foreach (var (path, lines) in Sources.Files.Where(file => Path.GetFileName(file.Path) != "Program.cs"))
        {
            string[] declared = [.. lines.Where(line => line.StartsWith("namespace ", StringComparison.Ordinal))];
            string expected = Path.GetDirectoryName(path)!.Replace('\\', '/').Replace('/', '.');
            // Who uses the tokenizers alone needs one namespace for all that is public; its folders are for those who read it.
            bool flat = path.StartsWith("Rote.Tokenizers/", StringComparison.Ordinal) && (declared is ["namespace Rote.Tokenizers;"]
                || (path.StartsWith("Rote.Tokenizers/Serialization/", StringComparison.Ordinal) && declared is ["namespace Rote.Tokenizers.Serialization;"]));
            Assert.True(flat || (declared is [var only] && only == $"namespace {expected};"), $"{path}: expected 'namespace {expected};'; got '{string.Join("', '", declared)}'.");
        }
    }

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Assert.Empty(Sources.Files.Where(file => file.Lines.Length > 400).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Sources_are_found()
    {
        Assert.Contains(Sources.Files, file => file.Path == "Rote/Layers/Block.cs");
        Assert.Contains(Sources.Files, file => file.Path == "Rote.Training/Optimizers/Adam.cs");
    }

    private static int RankOf(string folder) => Array.FindIndex(Folders, line => line.Contains(folder));

    // Rote.X anywhere, or X.Type as C# reads it inside namespace Rote; a member's name comes after a dot and is none of these.
    private static IEnumerable<string> Mentioned(string text) => FolderName().Matches(text).Select(match => match.Groups["folder"].Value);

    [GeneratedRegex(@"(?<![\w.])(?:global::)?Rote\.(?<folder>\w+)|(?<![\w.""])(?<folder>Tensors|Attention|Positions|Layers|Models|Checkpoints|Generation|Verification|Pipelines)\.[A-Z]")]
    private static partial Regex FolderName();
}
