/// One self-contained page: no script, nothing fetched, light or dark as the reader's system is.
struct HTMLPage {
  let title: String
  let body: String

  var rendered: [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title.htmlSafe)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      \(body)</main>
      </body>
      </html>

      """.utf8)
  }

  /// Colours have a contrast of 4.5 to 1 at least against their ground.
  private static let style = """
    :root { --ink: #1f2933; --faint: #52606d; --ground: #ffffff; --raised: #f5f7fa; --line: #cbd2d9;
      --accent: #12355b; --good: #0b6e4f; --caution: #8a4b08; --alarm: #9b1c1c;
      --first: #12355b; --second: #b42318; --third: #0b6e4f; --low: #1d5fa8; --high: #b45309; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --faint: #9aa5b1;
      --ground: #14191f; --raised: #1f2730; --line: #3e4c59; --accent: #a9cbf0; --good: #6fd3a8;
      --caution: #f0b86e; --alarm: #f4978e; --first: #8ab8f0; --second: #f4978e; --third: #6fd3a8;
      --low: #6ea8ea; --high: #f0a95c; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    main { max-width: 1180px; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1 { font-size: 1.7rem; line-height: 1.25; color: var(--accent); margin: 0 0 .25rem; }
    h2 { font-size: 1.15rem; color: var(--accent); margin: 2.25rem 0 .5rem; }
    p { margin: .5rem 0; max-width: 75ch; }
    .faint { color: var(--faint); } .good { color: var(--good); } .caution { color: var(--caution); }
    .alarm { color: var(--alarm); } .strong { font-weight: 600; }
    p.strong { background: var(--raised); border-left: 4px solid var(--accent); padding: .75rem 1rem;
      font-size: 1.05rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr));
      gap: 1.5rem; margin: 1.5rem 0; }
    figure { margin: 0; background: var(--raised); border: 1px solid var(--line); border-radius: 8px;
      padding: 1rem; }
    figcaption { font-weight: 600; margin-bottom: .5rem; }
    svg { width: 100%; height: auto; display: block; }
    svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
    svg .axis { stroke: var(--line); } svg .faint { fill: var(--faint); }
    .scroll { overflow-x: auto; margin: .75rem 0; }
    .scroll:focus-visible { outline: 2px solid var(--accent); }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
    th { text-align: left; background: var(--raised); border-bottom: 2px solid var(--line); }
    th, td { padding: .35rem .75rem; vertical-align: top; } td { border-bottom: 1px solid var(--line); }
    .number { text-align: right; white-space: nowrap; }
    li { margin: .2rem 0; max-width: 90ch; }
    @media print { main { max-width: none; padding: 0; } .scroll { overflow: visible; } }
    """
}
