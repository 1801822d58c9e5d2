using System.IO.Compression;

namespace Rote.Training.Data;

/// <summary>Opens files that may be gzip.</summary>
internal static class Gzip
{
    // .NET takes a file that was cut off for one that ended. A member that is known, put behind the file, comes out only if the file is whole.
    private static readonly byte[] Seal = Convert.FromHexString("A5D1E64B0C93F27800FFC1865E2D34B9"), SealMember = Compress(Seal);

    /// <summary>Opens a file, unpacked where it is gzip.</summary>
    /// <param name="path">The file; it may be a pipe.</param>
    /// <param name="limit">The most bytes of its content; null takes what a stream in memory holds of one that is unpacked.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="InvalidDataException">It is larger than the limit, or it is gzip, and damaged, cut off, or larger than 2 GiB unpacked.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Stream Open(string path, long? limit = null)
    {
        Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        if (!file.CanSeek)
        {
            using var pipe = file;
            file = new MemoryStream();
            pipe.CopyTo(file);
            file.Position = 0;
        }
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        if (!gzip && file.Length <= (limit ?? file.Length))
            return file;
        using (file)
            return !gzip ? throw TooLarge(path, limit!.Value) : Unpack(file, path, limit);
    }

    private static MemoryStream Unpack(Stream file, string path, long? limit)
    {
        var content = new MemoryStream();
        long most = limit is { } asked ? asked + Seal.Length : long.MaxValue;
        try
        {
            using var packed = new MemoryStream();
            file.CopyTo(packed);
            packed.Write(SealMember);
            packed.Position = 0;
            using var unpacker = new GZipStream(packed, CompressionMode.Decompress);
            Copy(unpacker, content, most);
        }
        catch (InvalidDataException wrong)
        {
            throw Damaged(path, wrong);
        }
        catch (IOException wrong) when (content.Length > int.MaxValue / 2)
        {
            throw new InvalidDataException($"'{path}' is larger than 2 GiB unpacked. Split it.", wrong);
        }
        if (content.Length > most)
            throw TooLarge(path, limit!.Value);
        long length = content.Length - Seal.Length;
        if (length < 0 || !content.GetBuffer().AsSpan((int)length, Seal.Length).SequenceEqual(Seal))
            throw Damaged(path);
        content.SetLength(length);
        content.Position = 0;
        return content;
    }

    // A small file may unpack to a very large one: little more is unpacked than is asked for.
    private static void Copy(GZipStream unpacker, MemoryStream content, long most)
    {
        byte[] buffer = new byte[1 << 16];
        for (int read; content.Length <= most && (read = unpacker.Read(buffer)) > 0;)
            content.Write(buffer.AsSpan(0, read));
    }

    private static InvalidDataException TooLarge(string path, long limit) => new($"'{path}' holds more than {limit} bytes of text. Split it, or raise `limit`.");

    private static InvalidDataException Damaged(string path, Exception? cause = null) => new($"'{path}' is a gzip file that is damaged or was cut off. Fetch it again.", cause);

    private static byte[] Compress(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.NoCompression))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
