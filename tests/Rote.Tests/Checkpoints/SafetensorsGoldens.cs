using Rote.Checkpoints;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>Every good reference file is read, every bad one refused with one clear exception.</summary>
[Trait("Category", "Golden")]
public class SafetensorsGoldens
{
    public static TheoryData<string> Good() => Files("safetensors-good");

    public static TheoryData<string> Bad() => Files("safetensors-bad");

    [Theory]
    [MemberData(nameof(Good))]
    public void Good_file_is_read_as_the_test_reader_reads_it(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var entry in file.Entries)
        {
            var tensor = file.Read(entry.Name);
            Assert.Equal(entry.Shape, tensor.shape);
            Assert.Equal(entry.Type, tensor.dtype);
            Assert.Equal(entry.End - entry.Begin, tensor.bytes.Length);
        }
        if (Path.GetFileNameWithoutExtension(path) == "all-dtypes")
        {
            var values = file.Entries.ToDictionary(entry => entry.Name, entry => file.Read(entry.Name).to(float64).data<double>().ToArray());
            var expected = new Dictionary<string, double[]>
            {
                ["bool"] = [1, 0],
                ["u8"] = [250, 7],
                ["i8"] = [-3, 4],
                ["i16"] = [-300],
                ["f16"] = [1.5],
                ["bf16"] = [1.5],
                ["i32"] = [-70000],
                ["f32"] = [2.5],
                ["i64"] = [-5],
                ["f64"] = [3.5],
            };
            Assert.Equal(expected.OrderBy(pair => pair.Key), values.OrderBy(pair => pair.Key));
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Bad_file_is_refused(string path)
    {
        if (Path.GetFileNameWithoutExtension(path) == "leading-space")
            Assert.Skip("either answer will do for a leading space");
        var refused = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.StartsWith($"'{path}' is not a usable safetensors file: ", refused.Message);
        Assert.EndsWith(". Fetch or save it again.", refused.Message);
    }

    public static TheoryData<string> Recorded() =>
        [.. Directory.GetFiles(GoldenFolder.Of("models"), "*.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Reference_is_read_as_the_test_reader_reads_it(string path)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        var expected = GoldenTensors.Read(path);
        Assert.Equal(expected.Keys, file.Entries.Select(entry => entry.Name));
        Assert.All(expected, pair =>
        {
            var read = file.Read(pair.Key);
            Assert.Equal(pair.Value.dtype, read.dtype);
            Assert.Equal(pair.Value.shape, read.shape);
            Assert.True(pair.Value.bytes.SequenceEqual(read.bytes), pair.Key);
        });
    }

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.GetFiles(GoldenFolder.Of($"checkpoints/{folder}"), "*.safetensors").Order(StringComparer.Ordinal)];
}
