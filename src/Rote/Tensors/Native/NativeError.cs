#pragma warning disable
// The C ABI of libtorch 2.10 reports failure only as rc=1 and logs the message to stderr. This silences that log and, after a failure
// only, repeats the call with fd 2 on a memfd to read the message. Linux only; elsewhere leave Aten.MessageOf null.
#nullable enable
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;
namespace Rote.Tensors.Native;

public static unsafe class NativeError
{
    [DllImport("libc")] static extern int dup(int fd);
    [DllImport("libc")] static extern int dup2(int from, int to);
    [DllImport("libc")] static extern int close(int fd);
    [DllImport("libc")] static extern int memfd_create(byte* name, uint flags);
    [DllImport("libc")] static extern nint pread(int fd, byte* buf, nint n, long at);
    static readonly Lock Gate = new();
    public static void Install()
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        var level = (int*)NativeLibrary.GetExport(NativeLibrary.Load("c10", typeof(torch).Assembly, null), "FLAGS_caffe2_log_level");
        *level = 3;                                               // FATAL only (2 = ERROR, 1 = WARNING, the default)
        Aten.MessageOf = again =>
        {
            lock (Gate)
            {
                int m, save; fixed (byte* n = "torch-error\0"u8) m = memfd_create(n, 0);
                if (m < 0) return null;
                save = dup(2);
                try { dup2(m, 2); *level = 2; again(); } finally { *level = 3; dup2(save, 2); close(save); }
                var buf = new byte[16384]; nint k; fixed (byte* p = buf) k = pread(m, p, buf.Length, 0); close(m);
                string s = Encoding.UTF8.GetString(buf, 0, (int)Math.Max(0, k));
                const string mark = "Exception in aoti_torch: ";
                if (s.IndexOf(mark, StringComparison.Ordinal) is var a and >= 0) s = s[(a + mark.Length)..];
                return (s.IndexOf("\nException raised from", StringComparison.Ordinal) is var e and >= 0 ? s[..e] : s).Trim();
            }
        };
    }
}
