using static TorchSharp.torch;

namespace Rote.Tests;

public class NativeLoading
{
    [Fact]
    [Trait("Category", "Golden")]
    public void First_tensor_is_made() => Assert.Equal(4f, (ones(2, 2)).sum().item<float>());
}
