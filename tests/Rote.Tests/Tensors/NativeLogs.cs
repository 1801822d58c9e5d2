using Rote.Tensors.Native;

namespace Rote.Tests.Tensors;

public class NativeLogs
{
    [Fact]
    public void Reason_comes_without_its_backtrace()
    {
        var log = NativeLog.Parse("[E1124 a.cpp:1] Exception in aoti_torch: first line\nsecond line\nException raised from f at g.cpp:7 (most recent call first):\nframe #0: x\nframe #1: y\n\n");
        Assert.Equal(["first line\nsecond line"], log.Reasons);
        Assert.Equal("", log.Rest);
    }

    [Fact]
    public void What_others_wrote_is_kept()
    {
        var log = NativeLog.Parse("before\n[E] Exception in aoti_torch: why\nException raised from f\nframe #0: x\n\nafter\n");
        Assert.Equal(["why"], log.Reasons);
        Assert.Equal("before\nafter\n", log.Rest);
    }

    [Fact]
    public void Two_failures_are_told_apart()
    {
        var log = NativeLog.Parse("[E] Exception in aoti_torch: one\n[E] Exception in aoti_torch: two\nException raised from f\nframe #0: x\n");
        Assert.Equal(["one", "two"], log.Reasons);
    }

    [Fact]
    public void Reason_without_a_backtrace_is_one_line()
    {
        var log = NativeLog.Parse("[E] Exception in aoti_torch: why\nsomebody else\n");
        Assert.Equal(["why"], log.Reasons);
        Assert.Equal("somebody else\n", log.Rest);
    }

    [Fact]
    public void Nothing_logged() => Assert.Empty(NativeLog.Parse("").Reasons);
}
