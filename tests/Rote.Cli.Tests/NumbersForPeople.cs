namespace Rote.Cli.Tests;

public class NumbersForPeople
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(1536 * 1024, "1.50 MiB")]
    [InlineData(3.2e10, "29.8 GiB")]
    public void Bytes(double bytes, string text) => Assert.Equal(text, Units.Bytes(bytes));

    [Theory]
    [InlineData(999, "999 FLOP")]
    [InlineData(1000, "1.00 KFLOP")]
    [InlineData(2.24e7, "22.4 MFLOP")]
    [InlineData(3.141e11, "314 GFLOP")]
    public void Flops(double operations, string text) => Assert.Equal(text, Units.Flops(operations));

    [Fact]
    public void Counts_and_shares()
    {
        Assert.Equal("1,234,567", Units.Count(1_234_567));
        Assert.Equal("25.0 %", Units.Share(1, 4));
        Assert.Equal("", Units.Share(0, 0));
    }
}
