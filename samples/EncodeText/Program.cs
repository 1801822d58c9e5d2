// Text to ids, a line for a line: EncodeText TOKENIZER < texts. It needs no runtime when it is published ahead of time:
//     dotnet publish samples/EncodeText -c Release -r linux-x64
using Rote.Tokenizers;

if (args is not [var path])
{
    Console.Error.WriteLine("Give a tokenizer.json, or a folder that holds one; texts come from standard input, a line each.");
    return 2;
}
var tokenizer = Tokenizer.Load(path);
while (Console.In.ReadLine() is { } text)
    Console.Out.WriteLine(string.Join(' ', tokenizer.EncodeToIds(text)));
return 0;
