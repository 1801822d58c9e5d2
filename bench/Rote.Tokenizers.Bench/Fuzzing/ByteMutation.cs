namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>Damages bytes without knowing what they mean.</summary>
internal sealed class ByteMutation(Random random)
{
    /// <summary>A damaged copy.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="other">What is spliced in.</param>
    public byte[] Apply(byte[] bytes, byte[] other)
    {
        for (int left = random.Next(1, 5); left > 0; left--)
        {
            int at = random.Next(bytes.Length + 1), end = Math.Min(bytes.Length, at + 1 + random.Next(1 << random.Next(1, 12)));
            bytes = random.Next(8) switch
            {
                0 => bytes[..at],
                1 => [.. bytes[..at], .. bytes[end..]],
                2 => [.. bytes[..end], .. bytes[at..]],
                3 => [.. bytes[..at], .. Slice(other), .. bytes[at..]],
                4 => [.. bytes[..at], .. Noise(), .. bytes[at..]],
                5 => [.. bytes[..at], .. Enumerable.Repeat((byte)random.Next(256), random.Next(1, 5000)), .. bytes[at..]],
                _ => Flipped(bytes),
            };
        }
        return bytes;
    }

    private byte[] Flipped(byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        bytes = [.. bytes];
        for (int left = random.Next(1, 20); left > 0; left--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private byte[] Slice(byte[] other)
    {
        int at = random.Next(other.Length + 1);
        return other[at..Math.Min(other.Length, at + random.Next(5000))];
    }

    private byte[] Noise()
    {
        byte[] noise = new byte[random.Next(1, 30)];
        random.NextBytes(noise);
        return noise;
    }
}
