/** How well-known sites and shop systems name the original of a scaled picture. Only names, never queries. */
const rules: { host?: RegExp; from: RegExp; to: string }[] = [
  // Wikimedia: /thumb/a/ab/Cup.jpg/320px-Cup.jpg
  { host: /(?:^|\.)wikimedia\.org$/, from: /\/thumb((?:\/[^/]+){1,8})\/[^/]+$/, to: "$1" },
  // Amazon: 71abc._AC_SX466_.jpg
  { host: /(?:amazon|ssl-images-amazon)\.com$/, from: /\._[\w,-]+_(\.\w+)$/, to: "$1" },
  // Shopify: cup_300x.jpg, cup_300x300_crop_center@2x.jpg, cup_medium.jpg
  {
    host: /(?:^cdn\.shopify\.com|\.myshopify\.com)$/,
    from: /_(?:\d+x\d*|x\d+|pico|icon|thumb|small|compact|medium|large|grande)(?:_crop_[a-z]{1,12})?(?:@\dx)?(\.\w+)$/,
    to: "$1",
  },
  // Etsy: il_570xN.123.jpg
  { host: /(?:^|\.)etsystatic\.com$/, from: /\/il_\d+x[\dN]+\./, to: "/il_fullxfull." },
  // eBay: s-l300.jpg
  { host: /(?:^|\.)ebayimg\.com$/, from: /\/s-l\d+\./, to: "/s-l1600." },
  // Pinterest: /236x/
  { host: /(?:^|\.)pinimg\.com$/, from: /^\/\d+x(?:\d+)?\//, to: "/originals/" },
  // Google's picture server: …=w300-h200
  { host: /(?:^|\.)(?:googleusercontent|ggpht)\.com$/, from: /=[swh]\d+[\w-]*$/, to: "=s0" },
  // WordPress: cup-300x200.jpg
  { from: /-\d{1,5}x\d{1,5}(?=\.\w{1,5}$)(?<=\/wp-content\/uploads\/.+)/, to: "" },
];

/**
 * The address under which the original of a scaled picture usually lies; undefined when none is known.
 * An address with a query is left alone: it may be signed, and a signature holds for that address only.
 */
export function upsized(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search) return undefined;
  const rule = rules.find(
    ({ host, from }) => (!host || host.test(parsed.hostname)) && from.test(parsed.pathname),
  );
  if (!rule) return undefined;
  parsed.pathname = parsed.pathname.replace(rule.from, rule.to);
  return parsed.href;
}
