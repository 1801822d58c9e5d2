using System.Buffers.Binary;
using System.IO.Compression;

namespace Rote.Cli.Tests.Runs;

/// <summary>Files and folders as newcomers and strangers make them, beside a good text and a good model.</summary>
public sealed class MisuseFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MisuseFolder(TrainedModel trained)
    {
        TinyText.Write(Root);
        Text("three", "a\nb\nc\n");
        Text("two", "A\nB\n");
        Text("empty", "");
        Text("blank", "\n  \n\n");
        Text("long", string.Concat(Enumerable.Repeat(new string('a', 200) + "\n", 3)));
        Bytes("zero", "a\nb\0\nc\n"u8);
        Bytes("latin", [(byte)'a', 0xe9, (byte)'\n', (byte)'b', (byte)'\n']);
        Text("line", new string('a', (1 << 20) + 1));
        byte[] packed = Packed(string.Concat(Enumerable.Range(0, 500).Select(i => $"{i * 7919 % 1000}\n")));
        Bytes("cut.gz", packed.AsSpan(0, packed.Length / 2));
        packed[packed.Length / 2] ^= 0x55;
        Bytes("damaged.gz", packed);

        Text("recipe.json", CliRun.Of(TinyText.Train(Root, "unused", 2, "--print-spec")).Output);
        Recipe("field.json", "\"seed\"", "\"sead\"");
        Recipe("kind.json", "\"words\"", "\"wordz\"", "\"characters\"", "\"wordz\"");
        Recipe("nokind.json", "\"kind\": \"characters\",", "");
        Recipe("type.json", "\"width\": 16", "\"width\": \"16\"");
        Recipe("null.json", "\"optimization\": {", "\"optimization\": null, \"rest\": {");
        Recipe("twice.json", "\"seed\": 1", "\"seed\": 1, \"seed\": 2");
        Recipe("value.json", "\"patience\": 5", "\"patience\": 0");
        Text("cut.json", File.ReadAllText(At("recipe.json"))[..40]);

        Copy(trained.Folder, "run");
        Copy(trained.Folder, "halfrun");
        Shorten("halfrun/training-state.safetensors", 1000);
        Copy(trained.Folder, "foreignstate");
        File.Copy(At("run/model.safetensors"), At("foreignstate/training-state.safetensors"), overwrite: true);
        Copy(trained.Folder, "oddrecipe");
        Text("oddrecipe/recipe.json", "x");
        Directory.CreateDirectory(At("nothing"));
        Directory.CreateDirectory(At("othermodel"));
        Text("othermodel/config.json", "{}");

        Copy(trained.Folder, "notokenizer");
        File.Delete(At("notokenizer/tokenizer.json"));
        Copy(trained.Folder, "oddtokenizer");
        Text("oddtokenizer/tokenizer.json", File.ReadAllText(At("run/tokenizer.json")).Replace("\"WordLevel\"", "\"Magic\"", StringComparison.Ordinal));
        Text("nounknown.json", """{"version": "1.0", "model": {"type": "Unigram", "unk_id": null, "vocab": [["a", -1]], "byte_fallback": false}}""");
        Copy(trained.Folder, "cutweights");
        Shorten("cutweights/model.safetensors", 100);
        Copy(trained.Folder, "hostile");
        byte[] header = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(header, 1UL << 62);
        Bytes("hostile/model.safetensors", header);
        Copy(CliRun.Model("gpt2"), "gpt2");
    }

    /// <summary>The folder.</summary>
    public string Root => _folder.Path;

    /// <summary>A path in it.</summary>
    public string At(string name) => Path.Combine(Root, name);

    public void Dispose() => _folder.Dispose();

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize))
            packer.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private void Text(string name, string text) => File.WriteAllText(At(name), text);

    private void Bytes(string name, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(At(name), bytes);

    private void Recipe(string name, params string[] changes)
    {
        string good = File.ReadAllText(At("recipe.json"));
        string bad = changes.Chunk(2).Aggregate(good, (text, change) => text.Replace(change[0], change[1], StringComparison.Ordinal));
        Assert.NotEqual(good, bad);
        Text(name, bad);
    }

    private void Shorten(string name, long by)
    {
        using var file = File.OpenWrite(At(name));
        file.SetLength(file.Length - by);
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(At(to));
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(At(to), Path.GetFileName(file)));
    }
}
