const emNarrow = 0.54;
const emWide = 1.05;

/** The SVG laid over every painted picture: the prompt on a band, and a plain word that no model made it. */
export function captionSvg(width: number, height: number, prompt: string): string {
  const font = Math.max(5, Math.min(26, width / 32, height / 12));
  const pad = font * 0.9;
  const lines = wrapCaption(prompt, (width - 2 * pad) / font);
  const band = lines.length * font * 1.35 + pad * 1.1;
  const text = lines.map((line, index) => {
    const y = height - band + pad * 0.55 + font * (1.02 + index * 1.35);
    return `<text x="${pad}" y="${y}" font-size="${font}" fill="#fdf8ef">${escapeXml(line)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif">
    ${lines.length ? `<rect y="${height - band}" width="${width}" height="${band}" fill="#17120e" fill-opacity=".74"/>` : ""}
    ${text.join("")}
    ${badge(width, font)}
  </svg>`;
}

function badge(width: number, font: number): string {
  const small = font * 0.72;
  const w = small * 12.6;
  const h = small * 1.9;
  const x = width - w - small;
  const y = small;
  const middle = `x="${x + w / 2}" y="${y + h / 2 + small * 0.35}" text-anchor="middle" font-size="${small}"`;
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${h / 2}" fill="#17120e" fill-opacity=".74"/>
    <text ${middle} fill="#fdf8ef"><tspan font-weight="bold">SANDBOX</tspan> · no model</text>`;
}

/** At most two lines of at most `ems` width; what does not fit ends in an ellipsis. */
export function wrapCaption(prompt: string, ems: number): string[] {
  const text = prompt.replace(/\s+/g, " ").trim();
  if (!text) return [];
  const [first, rest] = breakLine(text, ems);
  if (!rest) return [first];
  const [second, more] = breakLine(rest, ems);
  if (!more) return [first, second];
  const [cut] = breakLine(rest, ems - emWide);
  return [first, `${cut}…`];
}

/** As much as fits, broken at a space where there is one (Chinese and long addresses have none), and the rest. */
function breakLine(text: string, ems: number): [string, string] {
  let width = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += /^[\u0020-\u02ff]/.test(segment) ? emNarrow : emWide;
    if (width > ems && end > 0) {
      const space = text.lastIndexOf(" ", end);
      const at = space > end / 2 ? space : end;
      return [text.slice(0, at), text.slice(at).trimStart()];
    }
    end += segment.length;
  }
  return [text, ""];
}

function escapeXml(text: string): string {
  // XML has no place for control characters or lone surrogates, escaped or not.
  const sayable = text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, "");
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
  };
  return sayable.replace(/[&<>"']/g, (character) => names[character] ?? "");
}
