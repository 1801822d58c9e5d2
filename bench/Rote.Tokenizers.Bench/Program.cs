using Rote.Tokenizers.Bench;

switch (args)
{
    case ["encode", var tokenizer, .. var files]:
        EncodingSpeed.Measure(tokenizer, Corpus.Read(files));
        return 0;
    case ["microsoft", var kind, var first, var second, .. var files]:
        MicrosoftSpeed.Measure(kind, [first, second], Corpus.Read(files));
        return 0;
    case ["compare", var tokenizer, var expected, .. var files]:
        return Comparison.Compare(tokenizer, expected, Corpus.Read(files)) == 0 ? 0 : 1;
    case ["train", var kind, var size, var output, .. var files]:
        TrainingSpeed.Measure(kind, int.Parse(size), output, files);
        return 0;
    case ["load", var tokenizer]:
        Loading.Measure(tokenizer);
        return 0;
    default:
        Console.Error.WriteLine("""
            encode TOKENIZER FILE...                     MB/s and allocations
            microsoft KIND VOCABULARY MERGES FILE...     the same for Microsoft.ML.Tokenizers; MERGES is - where there are none
            compare TOKENIZER EXPECTED FILE...           with the lines that huggingface.js encode wrote
            train KIND SIZE OUTPUT FILE...               seconds and memory; KIND is byte-bpe or unigram, OUTPUT - for none; plain files
            load TOKENIZER                               milliseconds
            """);
        return 2;
}
