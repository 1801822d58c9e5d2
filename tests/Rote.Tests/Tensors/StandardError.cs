using System.Runtime.InteropServices;
using System.Text;
using Rote.Tensors.Native;
using static TorchSharp.torch;

namespace Rote.Tests.Tensors;

/// <summary>Standard error belongs to the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(StandardError), DisableParallelization = true)]
[Collection(nameof(StandardError))]
public class StandardError
{
    private static readonly AtenOp Product = new("aten::mm(Tensor self, Tensor mat2) -> Tensor");

    [Fact]
    public void Refusal_prints_nothing_and_swallows_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libtorch's log is read on Linux only");
        using var left = ones(2, 3);
        using var right = ones(5, 7);
        Assert.Throws<ExternalException>(() => Aten.Call(Product, left, right));
        using var file = Libc.MemoryFile("standard-error")!;
        int saved = Libc.Duplicate(2);
        _ = Libc.Redirect((int)file.DangerousGetHandle(), 2);
        try
        {
            var errors = AtenLibrary.Shared.Errors!;
            Assert.Null(errors.ReasonOf(() =>
            {
                Console.OpenStandardError().Write("somebody else's line\n"u8);
                return false;
            }));
            Assert.Throws<ExternalException>(() => Aten.Call(Product, left, right));
        }
        finally
        {
            _ = Libc.Redirect(saved, 2);
            _ = Libc.Close(saved);
        }
        byte[] bytes = new byte[RandomAccess.GetLength(file)];
        RandomAccess.Read(file, bytes, 0);
        string printed = Encoding.UTF8.GetString(bytes);
        Assert.Contains("somebody else's line\n", printed);
        Assert.DoesNotContain("Exception", printed);
        Assert.DoesNotContain("frame #", printed);
    }
}
