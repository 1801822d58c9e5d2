namespace Rote.Lab.Reports;

public static partial class HtmlReport
{
    private const string Switch = """<div class="switch"><button data-language="en">English</button> <button data-language="zh">中文</button></div>""";

    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --pass: #00724f; --fail: #b34700; --open: #666; }
        @media (prefers-color-scheme: dark) { :root { --pass: #4fc79d; --fail: #f29a5c; --open: #aaa; } }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
        header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; flex-wrap: wrap; }
        h1 { font-size: 1.5rem; } h2 { margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1rem; font-size: 1.3rem; } h3 { font-size: 1rem; }
        table { border-collapse: collapse; } td, th { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        .wide { overflow-x: auto; font-size: .9rem; } .arm, .figure { white-space: nowrap; } .figure { font-variant-numeric: tabular-nums; } .number { text-align: right; }
        img { max-width: 100%; height: auto; background: #fff; margin: 1rem 0; }
        .badge { border: 1.5px solid currentColor; border-radius: 1rem; padding: .1rem .7rem; font-weight: 600; display: inline-block; }
        .Holds, .Passes { color: var(--pass); } .DoesNotHoldHere, .Fails { color: var(--fail); } .Undecided, .Reported { color: var(--open); } .HoldsInPart { color: #7a5c00; }
        @media (prefers-color-scheme: dark) { .HoldsInPart { color: #e6c35c; } }
        body.en .zh, body.zh .en { display: none; }
        """;

    private const string Script = """
        for (const button of document.querySelectorAll('[data-language]'))
          button.onclick = () => { document.body.className = button.dataset.language; document.documentElement.lang = button.dataset.language; };
        """;
}
