using Rote.Testing;

namespace Rote.Cli.Tests.Tokenizers;

/// <summary>Each misuse gives one clear line on standard error, nothing on standard output, and a code that is not zero.</summary>
public sealed class TokenizerMisuses : IDisposable
{
    private const string None = "a vocab.json with a merges.txt, a vocab.txt, a tokenizer.model, a spiece.model, a sentencepiece.bpe.model";

    private readonly TemporaryFolder _folder = new();

    public TokenizerMisuses()
    {
        File.WriteAllText(_folder.File("text"), "a b\nc\n");
        File.WriteAllText(_folder.File("empty"), "");
        File.WriteAllBytes(_folder.File("latin"), [(byte)'a', 0xe9, (byte)'\n']);
        File.WriteAllBytes(_folder.File("zero"), "a\nb\0\n"u8);
        File.WriteAllText(_folder.File("long"), new string('a', (1 << 20) + 1));
        File.WriteAllText(_folder.File("odd.json"), """{"version": "1.0", "model": {"type": "Magic"}}""");
        Directory.CreateDirectory(_folder.File("nothing"));
        Directory.CreateDirectory(_folder.File("taken"));
        File.WriteAllText(_folder.File("taken/tokenizer.json"), "{}");
    }

    public void Dispose() => _folder.Dispose();

    // ~ is the folder, @ a good tokenizer.
    public static TheoryData<string, int, string> Rows => new()
    {
        { "enkode", 2, "unknown verb 'enkode'. Did you mean 'encode'? See rote tokenizer --help." },
        { "--foo", 2, "unknown option '--foo'. See rote tokenizer --help." },
        { "encode", 2, "TOKENIZER is missing. See rote tokenizer encode --help." },
        { "encode @ --offset a", 2, "unknown option '--offset'. Did you mean '--offsets'? A text that begins so comes after '--'. See rote tokenizer encode --help." },
        { "inspect @ --fiel ~/text", 2, "unknown option '--fiel'. Did you mean '--file'? A text that begins so comes after '--'. See rote tokenizer inspect --help." },
        { "encode ~/missing a", 1, $"'~/missing' does not exist. Give a tokenizer.json, a classic file, or a folder that holds a tokenizer.json or {None}." },
        { "encode ~/nothing a", 1, $"'~/nothing/tokenizer.json' does not exist. Give a tokenizer.json, a classic file, or a folder that holds a tokenizer.json or {None}." },
        { "encode ~/text a", 1, "'~/text': it is not the JSON of a tokenizer.json: 'a' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0." },
        { "encode ~/odd.json a", 1, "'~/odd.json': 'model' is a 'Magic', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these." },
        { "encode @ --unit bytes a", 2, "'--unit' is for offsets: give '--offsets' or '--json' as well. See rote tokenizer encode --help." },
        { "encode @ --unit words --offsets a", 2, "'--unit' must be utf16, code-points or bytes; got 'words'. See rote tokenizer encode --help." },
        { "encode @ --pair a b c", 2, "'--pair' takes texts two by two; got 3. See rote tokenizer encode --help." },
        { "encode @ --stride 1 a", 2, "'--stride' is given without '--max-length'. See rote tokenizer encode --help." },
        { "encode @ --pad-token [UNK] a", 2, "'--pad-token' is given without '--pad'. See rote tokenizer encode --help." },
        { "encode @ --pad 4 --pad-token none a", 2, "'--pad-token' must be a token of the tokenizer; got 'none'. See rote tokenizer encode --help." },
        { "encode @ --pad 1048577 a", 2, "'--pad' must be a whole number from 0 to 1048576; got '1048577'. See rote tokenizer encode --help." },
        { "encode @ --max-length x a", 2, "'--max-length' must be a whole number from 0 to 2147483647; got 'x'. See rote tokenizer encode --help." },
        {
            "encode @ --max-length 4 --stride 7 a,b,c", 1,
            "text 1: Stride must be below the 2 tokens that are left to a text of 5; got 7. Use a smaller Stride, or a larger MaxLength (4)."
        },
        { "decode @ 1 x", 1, "ID: 'x' (line 1) is no id; expected whole numbers from 0 to 2147483647." },
        { "decode @ 2147483648", 1, "ID: '2147483648' (line 1) is no id; expected whole numbers from 0 to 2147483647." },
        { "decode @ --stream --json 1", 2, "'--stream' and '--json' do not go together: a document is written when it is whole. See rote tokenizer decode --help." },
        { "inspect @ a --file ~/text", 2, "TEXT and '--file' do not go together: give one of them. See rote tokenizer inspect --help." },
        { "inspect @ a b", 2, "unknown argument 'b'. See rote tokenizer inspect --help." },
        { "inspect @ --top 1001", 2, "'--top' must be a whole number from 0 to 1000; got '1001'. See rote tokenizer inspect --help." },
        { "inspect @ --file ~/missing", 1, "'~/missing' does not exist; expected a text file, plain or gzip." },
        { "inspect @ --file ~/empty", 1, "'~/empty' is empty; expected at least one line of text." },
        { "inspect @ --file ~/latin", 1, "'~/latin' is not text in UTF-8 (line 1 or soon after). Convert it, for example with iconv -t UTF-8." },
        { "inspect @ --file ~/zero", 1, "'~/zero' is not text: line 2 has a zero byte. Give plain text in UTF-8." },
        { "inspect @ --file ~/long", 1, "'~/long' has a line of over 1048576 characters (line 1); expected one sentence a line." },
        { "inspect @ --beside ~/odd.json", 1, "'~/odd.json': 'model' is a 'Magic', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these." },
        { "verify", 2, "DIR is missing. See rote tokenizer verify --help." },
        { "verify ~/missing", 1, "The directory '~/missing' does not exist." },
        { "verify ~/text", 1, "'~/text' is a file. Give the folder that holds a tokenizer and its records." },
        { "verify ~/nothing", 1, "'~/nothing' holds no records of a tokenizer, nor do its folders; expected a tokenizer.json beside an expected.jsonl.gz, batch.json.gz or stream.json.gz." },
        { "train --output ~/new", 2, "FILE is missing. See rote tokenizer train --help." },
        { "train ~/text", 2, "'--output' is missing. See rote tokenizer train --help." },
        { "train ~/missing --output ~/new", 1, "'~/missing' does not exist; expected a text file, plain or gzip." },
        { "train ~/nothing --output ~/new", 1, "'~/nothing' is a folder; expected a text file. Name the files in it." },
        { "train ~/empty --output ~/new", 1, "'~/empty': there is no text; expected at least one line." },
        { "train ~/latin --output ~/new", 1, "'~/latin' must be UTF-8; on line 1 or soon after it there are bytes that are not. Convert the file." },
        { "train ~/zero --output ~/new", 1, "line 2 of the text has a zero byte. Give plain text in UTF-8." },
        { "train ~/text --output ~/taken", 2, "'~/taken/tokenizer.json' is there already: name another place, or remove it first. See rote tokenizer train --help." },
        { "train ~/text --output ~/taken/tokenizer.json", 2, "'~/taken/tokenizer.json' is there already: name another place, or remove it first. See rote tokenizer train --help." },
        { "train ~/text --output ~/text", 2, "'--output' must name a folder, or a file that ends in .json; '~/text' is another file. See rote tokenizer train --help." },
        { "train ~/text --output ~/new/a.json", 2, "'--output' must name a file in a folder that exists; got '~/new/a.json'. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --model words", 2, "'--model' must be one of bpe, byte-bpe, wordpiece, unigram, word; got 'words'. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --vocabulary 0", 2, "'--vocabulary' must be a whole number from 1 to 16777216; got '0'. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --prefix a", 2, "'--prefix' is for wordpiece, and the model here is byte-bpe. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --alphabet 5", 2, "'--alphabet' is for bpe, wordpiece, and the model here is byte-bpe. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --model unigram --min-count 2", 2, "'--min-count' is for bpe, byte-bpe, wordpiece, word, and the model here is unigram. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --normalize nfx", 2, "'--normalize' must be none, nfc, nfd, nfkc or nfkd; got 'nfx'. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --case upper", 2, "'--case' must be keep or lower; got 'upper'. See rote tokenizer train --help." },
        { "train ~/text --output ~/new --special a --special a", 1, "`options`: SpecialTokens must differ; got '<|endoftext|>', 'a', 'a'." },
        {
            "train ~/text --output ~/new --model unigram --vocabulary 5", 1,
            "`options`: VocabularySize must be at least 7: 4 characters and 3 special tokens; got 5. Ask for more pieces, or normalize the texts to fewer characters."
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Misuse_is_one_line(string line, int code, string expected)
    {
        string[] args = ["tokenizer", .. line.Split(' ').Select(Placed)];
        CliRun.Of(args).Fails(code, Placed(expected));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "new*"));
    }

    [Fact]
    public void Line_without_a_tab_is_no_pair() =>
        CliRun.WithInput("a b\n", "tokenizer", "encode", GoldenFolder.Tokenizer("bert-uncased"), "--pair")
            .Fails(1, "standard input: line 1 has no tab; with '--pair' a line is a text, a tab, and the second text.");

    [Fact]
    public void Decoder_that_cannot_decode_is_said()
    {
        var tokenizer = Rote.Tokenizers.Tokenizer.Load(GoldenFolder.Tokenizer("wordlevel-whitespace"));
        string path = _folder.File("strip.json");
        new Rote.Tokenizers.Tokenizer(tokenizer.Pipeline with { Decoder = new Rote.Tokenizers.TokenDecoder.Strip(new System.Text.Rune('a'), 1, 1) }).Save(path);
        int id = tokenizer.TokenToId("a")!.Value;
        string told = "The decoder Strip cuts up to 1 'a' off a token's start and up to 1 off its end; the token 'a' is too short for both. Strip after Fuse, or strip less.";
        CliRun.Of("tokenizer", "decode", path, $"{id}").Fails(1, $"text 1: {told}");
        CliRun.Of("tokenizer", "inspect", path, "a").Fails(1, told);
    }

    private string Placed(string text) => text.Replace("~", _folder.Path, StringComparison.Ordinal).Replace("@", GoldenFolder.Tokenizer("bert-uncased"), StringComparison.Ordinal);
}
