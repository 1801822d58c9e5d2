namespace Rote.Cli.Tests.Runs;

/// <summary>Each misuse gives one clear line on standard error, nothing on standard output, and a code that is not zero.</summary>
[Collection(nameof(OneAfterTheOther))]
public sealed class Misuses(MisuseFolder folder) : IClassFixture<MisuseFolder>
{
    private const string Help = "See rote train --help.";
    private const string Kinds = "words, characters, bpe, byte-bpe, wordpiece, unigram, file";
    private const string SpecHelp = "'rote train --print-spec' writes one.";

    // ~ is the folder.
    public static TheoryData<string, int, string> Rows => new()
    {
        // texts
        { "train --source ~/missing --target ~/three", 1, "'~/missing' does not exist; expected a text file, plain or gzip." },
        { "train --source ~/empty --target ~/three", 1, "'~/empty' is empty; expected at least one line of text." },
        { "train --source ~/three --target ~/two", 1, "'~/three' has 3 lines and '~/two' has 2; line-aligned text needs as many in both. Align the files first." },
        { "train --source ~/zero --target ~/three", 1, "'~/zero' is not text: line 2 has a zero byte. Give plain text in UTF-8." },
        { "train --source ~/latin --target ~/two", 1, "'~/latin' is not text in UTF-8 (line 1 or soon after). Convert it, for example with iconv -t UTF-8." },
        { "train --source ~/line --target ~/two", 1, "'~/line' has a line of over 1048576 characters (line 1); expected one sentence a line." },
        { "train --source ~/nothing --target ~/three", 1, "'~/nothing' is a folder; expected a text file. Name the file itself." },
        { "train --source ~/damaged.gz --target ~/three", 1, "'~/damaged.gz' is a gzip file that is damaged or was cut off. Fetch it again." },
        { "train --source ~/cut.gz --target ~/three", 1, "'~/cut.gz' is a gzip file that is damaged or was cut off. Fetch it again." },
        { "train --source ~/blank --target ~/three", 1, "'~/blank' and its translation have no line with text on both sides; expected at least one." },
        {
            "train --source ~/long --target ~/three --tokens characters", 1,
            "All 2 training pairs are longer than 128 tokens on a side: nothing is left to train on. Raise Optimization.MaximumLength or split the lines."
        },
        {
            "train --source ~/train.src --target ~/train.tgt --validation-source ~/three --validation-target ~/long --tokens characters", 1,
            "All 3 validation pairs are longer than 128 tokens on a side: nothing is left to validate on. Raise Optimization.MaximumLength or split the lines."
        },
        { "evaluate --model ~/run --source ~/three --target ~/two", 1, "'~/three' has 3 lines and '~/two' has 2; line-aligned text needs as many in both. Align the files first." },
        { "evaluate --model ~/run --source ~/blank --target ~/three", 1, "'~/blank' has only empty lines; expected text to translate." },
        // options
        { "trian", 2, "unknown verb 'trian'. Did you mean 'train'? See rote --help." },
        { "train --stesp 3", 2, $"unknown option '--stesp'. Did you mean '--steps'? {Help}" },
        { "train --steps", 2, $"option '--steps' needs a value. {Help}" },
        { "train --steps 3 --steps 4", 2, $"'--steps' is given more than once. {Help}" },
        { "train dates", 2, $"unknown argument 'dates'. {Help}" },
        { "train --source ~/three", 2, $"'--target' is missing: '--source' and '--target' go together. {Help}" },
        { "train --target ~/three", 2, $"'--source' is missing: '--source' and '--target' go together. {Help}" },
        {
            "train --source ~/three --target ~/three --validation-source ~/three", 2,
            $"'--validation-target' is missing: '--validation-source' and '--validation-target' go together. {Help}"
        },
        { "train --validation-source ~/three --validation-target ~/three", 2, $"'--validation-source' is given without '--source' and '--target': there is nothing to train on. {Help}" },
        { "train --source  --target ~/three", 2, $"'--source' must be a path; got ''. {Help}" },
        { "train --steps 0", 2, $"'--steps' must be a whole number from 1 to 2147483647; got '0'. {Help}" },
        { "train --batch -1", 2, $"'--batch' must be a whole number from 1 to 2147483647; got '-1'. {Help}" },
        { "train --width 1e3", 2, $"'--width' must be a whole number from 1 to 2147483647; got '1e3'. {Help}" },
        { "train --epochs 99999999999", 2, $"'--epochs' must be a whole number from 1 to 2147483647; got '99999999999'. {Help}" },
        { "train --threads 0", 2, $"'--threads' must be a whole number from 1 to 4096; got '0'. {Help}" },
        { "train --heads 3", 2, $"'--heads' must divide '--width'; 3 does not divide 64. {Help}" },
        { "train --dropout 1.5", 2, $"'--dropout' must be a number from 0 to below 1; got '1.5'. {Help}" },
        { "train --learning-rate nan", 2, $"'--learning-rate' must be a number above 0; got 'nan'. {Help}" },
        { "train --learning-rate 0", 2, $"'--learning-rate' must be a number above 0; got '0'. {Help}" },
        { "train --tokens bytes", 2, $"'--tokens' must be words or characters; got 'bytes'. {Help}" },
        { "train --train-tokenizer bpe", 2, $"'--train-tokenizer' must be bpe:N, byte-bpe:N, wordpiece:N or unigram:N, such as bpe:8000; got 'bpe'. {Help}" },
        { "train --train-tokenizer words:8000", 2, $"'--train-tokenizer' must be bpe:N, byte-bpe:N, wordpiece:N or unigram:N, such as bpe:8000; got 'words:8000'. {Help}" },
        { "train --train-tokenizer bpe:8000:1", 2, $"'--train-tokenizer' must be bpe:N, byte-bpe:N, wordpiece:N or unigram:N, such as bpe:8000; got 'bpe:8000:1'. {Help}" },
        { "train --train-tokenizer bpe:3", 2, $"'--train-tokenizer bpe:3': Vocabulary.Size must be from 4 to 1000000; got 3. {Help}" },
        { "train --train-tokenizer byte-bpe:257", 2, $"'--train-tokenizer byte-bpe:257': Vocabulary.Size must be from 258 to 1000000; got 257. {Help}" },
        { "train --train-tokenizer unigram:1000001", 2, $"'--train-tokenizer unigram:1000001': Vocabulary.Size must be from 4 to 1000000; got 1000001. {Help}" },
        { "train --tokens words --train-tokenizer bpe:300", 2, $"'--tokens' and '--train-tokenizer' exclude each other: each says what a token is. {Help}" },
        { "train --tokenizer ~/three --train-tokenizer bpe:300", 2, $"'--train-tokenizer' and '--tokenizer' exclude each other: each says what a token is. {Help}" },
        { "train --resume --output ~/run --tokenizer ~/run", 2, $"'--tokenizer' cannot be given with '--resume': a run goes on with the recipe it was started with. {Help}" },
        {
            "train --train-tokenizer bpe:300 --vocabulary 200", 2,
            $"'--vocabulary' is for words, and the tokens here are pieces of words: give '--tokens words' in place of '--train-tokenizer'. {Help}"
        },
        {
            "train --tokenizer ~/run --min-count 2", 2,
            $"'--min-count' is for words, and the tokens here are those of a tokenizer: give '--tokens words' in place of '--tokenizer'. {Help}"
        },
        { "train --source ~/train.src --target ~/train.tgt --train-tokenizer unigram:9", 1, "`options`: VocabularySize must be at least 12: 9 characters and 3 special tokens; got 9. Ask for more pieces, or normalize the texts to fewer characters." },
        { "train --min-count 3", 2, $"'--min-count' is for words, and the tokens here are characters: give '--tokens words' as well. {Help}" },
        { "train --vocabulary 3", 2, $"'--vocabulary' must be a whole number from 4 to 2147483647; got '3'. {Help}" },
        { "translate bdc", 2, "'--model' is missing. See rote translate --help." },
        { "translate --model ~/run --beam 0 bdc", 2, "'--beam' must be a whole number from 1 to 1000; got '0'. See rote translate --help." },
        { "translate --model ~/run --attention ~/new.png a b", 2, "'--attention' draws one text, given as an argument; got 2. See rote translate --help." },
        { "translate --model ~/run --attention ~/new.png", 2, "'--attention' draws one text, given as an argument; got 0. See rote translate --help." },
        { "translate --model ~/run --attention ~/new.png ", 2, "'--attention' draws one text; the one given is empty. See rote translate --help." },
        {
            "translate --model ~/run --attention ~/new.jpg a", 2,
            "'--attention' must name a file that ends in .png (a picture) or .html (a page); got '~/new.jpg'. See rote translate --help."
        },
        { "translate --model ~/run --attention ~/new/a.png a", 2, "'--attention' must name a file in a folder that exists; got '~/new/a.png'. See rote translate --help." },
        { "evaluate --model ~/run --source ~/three", 2, "'--target' is missing. See rote evaluate --help." },
        { "evaluate --model ~/run --source ~/three --target ~/three --save ~/nothing", 2, "'--save' must name a file; '~/nothing' is a folder. See rote evaluate --help." },
        // recipes
        { "train --spec ~/missing", 1, $"'~/missing' does not exist; expected a recipe in JSON. {SpecHelp}" },
        { "train --spec ~/nothing", 1, "'~/nothing' is a folder; expected a recipe in JSON. Name the file itself." },
        { "train --spec ~/three", 1, $"'~/three' is not a recipe: line 1, byte 1: 'a' is an invalid start of a value. {SpecHelp}" },
        {
            "train --spec ~/cut.json", 1,
            $"'~/cut.json' is not a recipe: line 4, byte 4: Expected start of a property name or value, but instead reached end of data. {SpecHelp}"
        },
        { "train --spec ~/line", 1, $"'~/line' is not a recipe: It is larger than 1048576 bytes. {SpecHelp}" },
        {
            "train --spec ~/field.json", 1,
            "'~/field.json' is not a recipe: 'optimization.sead' is unknown; known there: seed, maximumSteps, maximumEpochs, batchTokens, learningRate, schedule, labelSmoothing, " +
            $"clipNorm, weightDecay, validateEverySteps, patience, targetExactMatch, maximumLength. {SpecHelp}"
        },
        { "train --spec ~/kind.json", 1, $"'~/kind.json' is not a recipe: 'vocabulary.kind' is 'wordz'; expected one of {Kinds}. {SpecHelp}" },
        { "train --spec ~/nokind.json", 1, $"'~/nokind.json' is not a recipe: 'vocabulary.kind' is missing; expected one of {Kinds}. {SpecHelp}" },
        { "train --spec ~/type.json", 1, $"'~/type.json' is not a recipe: 'model.width' must be a whole number; got \"16\". {SpecHelp}" },
        { "train --spec ~/null.json", 1, $"'~/null.json' is not a recipe: 'optimization' must not be null. {SpecHelp}" },
        { "train --spec ~/twice.json", 1, $"'~/twice.json' is not a recipe: 'optimization.seed' is given twice. {SpecHelp}" },
        { "train --spec ~/value.json", 1, "'~/value.json': The recipe has 1 violation(s): Optimization.Patience must be positive; got 0." },
        // runs
        { "train --resume --output ~/nothing", 1, "'~/nothing' holds no training run. Start one, or name its directory." },
        { "train --resume --output ~/run --steps 50", 2, $"'--steps' cannot be given with '--resume': a run goes on with the recipe it was started with. {Help}" },
        {
            "train --resume --output ~/halfrun", 1,
            "'~/halfrun/training-state.safetensors' is not a usable safetensors file: its tensors take 74372 bytes and 73372 are there. " +
            "The run cannot go on: start it anew in another directory; the best model that it saved is not touched."
        },
        {
            "train --resume --output ~/foreignstate", 1,
            "'~/foreignstate/training-state.safetensors' holds no training state. The run cannot go on: start it anew in another directory; the best model that it saved is not touched."
        },
        { "train --steps 1 --output ~/run", 1, "'~/run' holds a training run already: resume it, or choose another directory." },
        { "train --steps 1 --output ~/othermodel", 1, "'~/othermodel' holds another model, which would be overwritten ('config.json' is there). Choose another directory." },
        { "train --steps 1 --output ~/three", 1, "'~/three' is a file; expected a folder for the run, which may be missing. Choose another name." },
        { "train --spec ~/recipe.json --output ~/three/run", 1, "The folder '~/three/run' cannot be made: Could not find a part of the path '~/three/run'. Choose another directory." },
        {
            "train --resume --output ~/oddrecipe", 1,
            "'~/oddrecipe/recipe.json' is not a recipe: line 1, byte 1: 'x' is an invalid start of a value."
        },
        // tokenizers
        { "train --tokenizer ~/missing", 1, "'~/missing' does not exist. Give a tokenizer.json, a classic file, or a folder that holds a tokenizer.json or a vocab.json with a merges.txt, a vocab.txt, a tokenizer.model, a spiece.model, a sentencepiece.bpe.model." },
        { "train --tokenizer ~/three", 1, "'~/three': it is not the JSON of a tokenizer.json: 'a' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0." },
        { "train --tokenizer ~/oddtokenizer", 1, "'~/oddtokenizer/tokenizer.json': 'model' is a 'Magic', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these." },
        { "train --tokenizer ~/nounknown.json", 1, "'~/nounknown.json' is not fit for translation: its Unigram model has no unknown token (unk_id is null), so that texts with new characters could not be read. Use one that has it." },
        // models
        { "translate --model ~/missing a", 1, "The model directory '~/missing' does not exist." },
        { "translate --model ~/nothing a", 1, "'~/nothing' is empty: a model directory holds config.json and model.safetensors." },
        { "translate --model ~/three a", 1, "'~/three' is a file: give the directory that holds config.json and the weights." },
        { "translate --model ~/notokenizer a", 1, "'~/notokenizer' has no tokenizer.json: texts cannot be turned into tokens. Put the tokenizer of the model there." },
        { "translate --model ~/oddtokenizer a", 1, "'~/oddtokenizer/tokenizer.json': 'model' is a 'Magic', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these." },
        {
            "translate --model ~/cutweights a", 1,
            "'~/cutweights/model.safetensors' is not a usable safetensors file: its tensors take 23020 bytes and 22920 are there. Fetch or save it again."
        },
        {
            "translate --model ~/hostile a", 1,
            "'~/hostile/model.safetensors' is not a usable safetensors file: it claims a header of 4611686018427387904 bytes, and the format allows 100000000. Fetch or save it again."
        },
        { "translate --model ~/gpt2 a", 1, "'~/gpt2' holds a gpt2 model that cannot translate: expected an encoder–decoder with a language-model head." },
        { "evaluate --model ~/gpt2 --source ~/three --target ~/three", 1, "'~/gpt2' holds a gpt2 model that cannot translate: expected an encoder–decoder with a language-model head." },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Misuse_is_one_line(string line, int code, string expected)
    {
        string[] args = [.. line.Split(' ').Select(Placed)];
        if (args is ["train", _, _, ..] && !args.Contains("--output"))
            args = [.. args, "--output", folder.At("new")];
        CliRun.Of(args).Fails(code, Placed(expected));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root, "new*"));
    }

    private string Placed(string text) => text.Replace("~", folder.Root, StringComparison.Ordinal);
}
