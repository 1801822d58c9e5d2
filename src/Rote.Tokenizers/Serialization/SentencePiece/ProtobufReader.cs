using System.Buffers.Binary;
using System.Text.Unicode;

namespace Rote.Tokenizers.Serialization;

/// <summary>Reads a message of protocol buffers field by field. Nothing is allocated but what the values hold, and no length is trusted.</summary>
internal ref struct ProtobufReader
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly Func<string, Exception> _fail;
    private readonly int _end;
    private int _at;
    private WireType _wireType;
    private string _name = "";

    /// <summary>Opens the message that a whole file is.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public ProtobufReader(ReadOnlySpan<byte> file, Func<string, Exception> fail)
        : this(file, fail, 0, file.Length)
    {
    }

    private ProtobufReader(ReadOnlySpan<byte> file, Func<string, Exception> fail, int start, int end)
    {
        _file = file;
        (_fail, _at, _end) = (fail, start, end);
        Position = start;
    }

    /// <summary>The number of the field under reading.</summary>
    public int Field { get; private set; }

    /// <summary>Where in the file the field under reading begins, in bytes.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field; its value must then be read or skipped. False at the end.</summary>
    public bool Next()
    {
        if (_at == _end)
            return false;
        Position = _at;
        _name = "the key of a field";
        ulong key = Varint();
        ulong wireType = key & 7;
        if (key >> 3 is 0 or >= 1 << 29)
            throw Fail($"a field has the number {key >> 3}; it must lie between 1 and {(1 << 29) - 1}.");
        if (wireType is not ((ulong)WireType.Varint or (ulong)WireType.Fixed64 or (ulong)WireType.Bytes or (ulong)WireType.Fixed32))
            throw Fail($"the field {key >> 3} has the wire type {wireType}; known are 0, 1, 2 and 5.");
        Field = (int)(key >> 3);
        _wireType = (WireType)wireType;
        return true;
    }

    /// <summary>What is wrong with the field under reading, with its place.</summary>
    public readonly Exception Fail(string wrong) => _fail($"at byte {Position}: {wrong}");

    public int Number(string name)
    {
        Expect(WireType.Varint, name);
        // Negative numbers are stored as 64 bits.
        long value = (long)Varint();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fail($"'{name}' must be a number of 32 bits; got {value}.");
    }

    public bool Flag(string name)
    {
        Expect(WireType.Varint, name);
        return Varint() != 0;
    }

    public float Float(string name)
    {
        Expect(WireType.Fixed32, name);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    public string Text(string name)
    {
        var bytes = Bytes(name);
        return Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : throw Fail($"'{name}' is not UTF-8.");
    }

    public ReadOnlySpan<byte> Bytes(string name)
    {
        Expect(WireType.Bytes, name);
        return Take(Length());
    }

    public ProtobufReader Message(string name)
    {
        Expect(WireType.Bytes, name);
        int length = Length();
        Take(length);
        return new ProtobufReader(_file, _fail, _at - length, _at);
    }

    public void Skip()
    {
        _name = $"the field {Field}";
        switch (_wireType)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireType.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                Take(Length());
                break;
        }
    }

    private void Expect(WireType expected, string name)
    {
        _name = $"'{name}'";
        if (_wireType != expected)
            throw Fail($"'{name}' has the wire type {(int)_wireType}; it must be {(int)expected}.");
    }

    private int Length()
    {
        ulong length = Varint();
        return length <= (ulong)(_end - _at) ? (int)length : throw Fail($"{_name} has {length:N0} bytes, but {_end - _at:N0} are left.");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _end - _at)
            throw Fail($"{_name} has {length} bytes, but {_end - _at} are left.");
        _at += length;
        return _file.Slice(_at - length, length);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_at == _end)
                throw Fail($"{_name} is cut off.");
            byte part = _file[_at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
        throw Fail($"{_name} has more than 10 bytes; a number has 10 at most.");
    }
}
