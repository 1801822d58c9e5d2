namespace Rote.Cli.Pictures;

internal static partial class AttentionPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1a1a1a; --faint: #595959; --ground: #fff; --mark: #d81b60 }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --faint: #a8a8a8; --ground: #161616; --mark: #ff6f9f } }
        body { margin: 1.5rem; font: 16px/1.4 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: 0 }
        dt, p, .scale span, .name { color: var(--faint) }
        dd { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate }
        p { font-size: .875rem }
        figure { margin: 0 }
        figcaption { font-size: 14px; margin-bottom: 5px; white-space: nowrap }
        svg { display: block; overflow: visible }
        text { fill: var(--ink); font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; white-space: pre }
        .name { fill: var(--faint); font-family: system-ui, sans-serif }
        image { image-rendering: pixelated; cursor: crosshair }
        .mark { fill: none; stroke: var(--mark); stroke-width: 2; visibility: hidden; pointer-events: none }
        .mean, .layer { display: flex; gap: 24px; overflow-x: auto; padding: 0 2px 20px 0 }
        .scale { position: relative; display: flex; gap: 8px; margin-top: 26px; height: 220px; font-size: 14px }
        .scale span { position: absolute; top: -26px }
        .scale .bar { width: 18px }
        .scale ol { display: flex; flex-direction: column; justify-content: space-between; list-style: none; margin: -.6em 0; padding: 0; line-height: 1.2em }
        #tip { position: fixed; z-index: 1; padding: .3rem .6rem; border: 1px solid var(--faint); border-radius: 4px; background: var(--ground); font-size: 14px;
          pointer-events: none; white-space: pre; unicode-bidi: isolate }
        @media (scripting: none) { .hover { display: none } }
        """;

    private const string Script = """
        'use strict';
        const data = JSON.parse(document.getElementById('data').textContent);
        const tip = document.body.appendChild(document.createElement('div'));
        tip.id = 'tip';
        tip.hidden = true;
        let marked = null;
        function hide() {
          tip.hidden = true;
          if (marked) marked.style.visibility = 'hidden';
          marked = null;
        }
        function show(event) {
          const image = event.target.closest('image[data-map]');
          if (!image) return hide();
          const box = image.getBoundingClientRect();
          const columns = data.source.length, rows = data.target.length;
          const column = Math.min(columns - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * columns)));
          const row = Math.min(rows - 1, Math.max(0, Math.floor((event.clientY - box.top) / box.height * rows)));
          const weight = data.maps[image.dataset.map][row * columns + column] / data.parts;
          hide();
          tip.textContent = `weight ${weight.toFixed(4)}\nsource ${column + 1}: ${data.source[column]}\nwritten ${row + 1}: ${data.target[row]}`;
          tip.hidden = false;
          tip.style.left = Math.max(0, Math.min(event.clientX + 16, innerWidth - tip.offsetWidth - 8)) + 'px';
          tip.style.top = Math.max(0, Math.min(event.clientY + 16, innerHeight - tip.offsetHeight - 8)) + 'px';
          marked = image.parentNode.querySelector('.mark');
          const cell = marked.width.baseVal.value;
          marked.setAttribute('x', image.x.baseVal.value + column * cell);
          marked.setAttribute('y', row * cell);
          marked.style.visibility = 'visible';
        }
        document.addEventListener('pointermove', show);
        document.addEventListener('pointerdown', show);
        document.addEventListener('scroll', hide, true);
        """;
}
