using System.Globalization;
using Rote.Tokenizers.Bench;
using Rote.Tokenizers.Bench.Fuzzing;

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
    case ["texts", var tokenizer, var count, var seed, var output]:
        HostileLines.Write(tokenizer, int.Parse(count), int.Parse(seed), output);
        return 0;
    case ["pipelines", var folder, var tokenizers, var count, var seed, var output]:
        HostileLines.WritePipelines(folder, int.Parse(tokenizers), int.Parse(count), int.Parse(seed), output);
        return 0;
    case ["hostile", var folder, .. var only]:
        return HostileCost.Measure(folder, only is [var name] ? name : "") == 0 ? 0 : 1;
    case ["fuzz", var folder, var minutes, var seed, .. var first]:
        return new FuzzRun(folder, int.Parse(seed)).Run(double.Parse(minutes, CultureInfo.InvariantCulture), first is [var number] ? int.Parse(number) : 0) == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("""
            encode TOKENIZER FILE...                     MB/s and allocations
            microsoft KIND VOCABULARY MERGES FILE...     the same for Microsoft.ML.Tokenizers; MERGES is - where there are none
            compare TOKENIZER EXPECTED FILE...           with the lines that huggingface.js encode wrote
            train KIND SIZE OUTPUT FILE...               seconds and memory; KIND is byte-bpe or unigram, OUTPUT - for none; plain files
            load TOKENIZER                               milliseconds
            texts TOKENIZER COUNT SEED OUTPUT            writes hostile texts for it, JSON lines, to encode and compare (a .jsonl file)
            pipelines FOLDER N COUNT SEED OUTPUT         writes N tokenizers of odd parts, each with texts, from tokenizers in folders of FOLDER
            hostile FOLDER [NAME]                        growth of time with length, for tokenizers in folders of FOLDER
            fuzz FOLDER MINUTES SEED [CASE]              damaged files and hostile texts, from tokenizers in folders of FOLDER
            """);
        return 2;
}
