using Rote.Tokenizers;

namespace Rote.Cli.Pictures;

/// <summary>Draws cross-attention: the mean of all heads, then every head of every layer, tokens on both axes.</summary>
internal static class AttentionPicture
{
    /// <summary>Draws to a file, atomically.</summary>
    /// <param name="path">Ends in <c>.png</c> for a picture, <c>.html</c> for a page that needs no other file; the folder must exist.</param>
    /// <param name="maps">The weights.</param>
    /// <param name="source">The text that was read.</param>
    /// <param name="output">The text that was written.</param>
    /// <returns>Characters that no installed font covers; always none for a page, whose reader has own fonts.</returns>
    /// <exception cref="ArgumentException">Another extension; sizes that disagree; a weight that is not one; too many tokens for a PNG.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static MissingGlyphs Save(string path, AttentionMaps maps, string source, string output)
    {
        string extension = Path.GetExtension(path);
        bool isPng = extension.Equals(".png", StringComparison.OrdinalIgnoreCase);
        if (!isPng && !extension.Equals(".html", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"`path` must end in .png (a picture) or .html (a page); got '{path}'. Name the file accordingly.");
        maps.Validate();
        if (!isPng)
        {
            AtomicFile.WriteText(path, AttentionPage.Write(maps, source, output));
            return MissingGlyphs.None;
        }
        var fonts = new SystemFonts();
        var (png, missing) = AttentionPng.Draw(maps, source, output, fonts);
        AtomicFile.Write(path, stream => stream.Write(png));
        return missing;
    }
}
