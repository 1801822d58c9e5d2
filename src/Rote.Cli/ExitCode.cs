namespace Rote.Cli;

/// <summary>What the program returns to the shell; 0 is success.</summary>
internal static class ExitCode
{
    /// <summary>The run failed; standard error has one line.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int BadUsage = 2;

    /// <summary>The user interrupted: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output is gone, such as <c>head</c> once it has seen enough: 128 + SIGPIPE.</summary>
    public const int NobodyReads = 141;
}
