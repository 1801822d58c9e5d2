using System.CommandLine;
using Rote.Cli.Doctor;

namespace Rote.Cli.Commands;

/// <summary><c>rote doctor</c>: can this machine run models?</summary>
internal static class DoctorCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new Verb(
            "doctor",
            "Check this machine: native library, threads, devices, room, a self-test.",
            "rote doctor",
            "rote doctor --json")
        {
            Details = "Says what to install where something is missing. Returns 1 if the self-test fails.",
        };
        verb.AddJson();
        verb.Runs((_, terminal, _) =>
        {
            var report = Examination.Run();
            if (terminal.Json)
                terminal.WriteJson(report);
            else
                DoctorView.Show(report, terminal);
            return report.Healthy ? 0 : ExitCode.Failed;
        });
        return verb;
    }
}
