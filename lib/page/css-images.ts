/**
 * The addresses in a computed `background-image` or `content`, the densest of each `image-set()` first.
 * The browser has made them absolute and put them in double quotes.
 */
export function backgroundAddresses(value: string): string[] {
  if (!value.includes("url(")) return [];
  const found = [...value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)(?:\s+([\d.]+)(x|dppx|dpi))?/g)];
  return found
    .map(([, url = "", density = "1", unit]) => ({
      url: unquote(url),
      density: Number(density) / (unit === "dpi" ? 96 : 1),
    }))
    .sort((a, b) => b.density - a.density)
    .map(({ url }) => url)
    .filter((url) => !url.startsWith("#"));
}

/** CSS writes `\"` for a quote inside an address. */
function unquote(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}
