namespace Rote.Cli.Pictures;
internal static class AttentionPicture
{
    public static void RequireKnownFormat(string path) { }
    public static IReadOnlyList<string> Save(string path, Rote.Pipelines.CrossAttentionMaps maps, string source, string target) => [];
}
