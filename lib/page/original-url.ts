/** How a site or shop system makes the address of a scaled picture out of the original's. */
interface Rule {
  host?: RegExp;
  /** In the path: what is replaced by what; several where it is not sure which one is there. */
  path?: [from: RegExp, ...to: string[]];
  /** Queries that scale; all others stay. */
  drop?: RegExp;
  /** The query that holds the original's whole address. */
  nested?: string;
}

const sizes =
  /^(?:w|h|width|height|sw|sh|wid|hei|fit|crop|auto|q|qlt|quality|dpr|fm|fmt|format|resize|imwidth)$/;

/** Of several that fit, the first counts. What they lead to is only a guess: it is compared with what is shown. */
const rules: Rule[] = [
  // Next.js: /_next/image?url=%2Fcup.jpg&w=640; Vercel the same
  { path: [/^\/_(?:next|vercel)\/image$/, ""], nested: "url" },
  // Wikimedia: /thumb/a/ab/Cup.jpg/320px-Cup.jpg
  { host: /(?:^|\.)wikimedia\.org$/, path: [/\/thumb((?:\/[^/]+){1,8})\/[^/]+$/, "$1"] },
  // Amazon: 71abc._AC_SX466_.jpg
  { host: /(?:amazon|ssl-images-amazon)\.com$/, path: [/\._[^/]{1,80}_(\.\w{1,5})$/, "$1"] },
  // Shopify: cup_300x.jpg?v=1, cup_300x300_crop_center@2x.jpg, cup_medium.jpg, cup.jpg?v=1&width=300
  {
    host: /(?:^cdn\.shopify\.com|\.myshopify\.com)$/,
    path: [
      /_(?:\d+x\d*|x\d+|pico|icon|thumb|small|compact|medium|large|grande)(?:_crop_[a-z]{1,12})?(?:@\dx)?(\.\w+)$/,
      "$1",
    ],
    drop: sizes,
  },
  {
    path: [
      /(?:_(?:\d{1,5}x\d{0,5}|x\d{1,5})(?:_crop_[a-z]{1,12})?(?:@\dx)?)?(?=\.\w{1,5}$)(?<=^\/cdn\/shop\/.+)/,
      "",
    ],
    drop: sizes,
  },
  // BigCommerce: /images/stencil/300x300/products/1/2/cup.jpg?c=2
  { path: [/\/images\/stencil\/\w+\//, "/images/stencil/original/"], drop: sizes },
  // Magento: /media/catalog/product/cache/0123…ef/c/u/cup.jpg, /cache/1/small_image/265x/0123…ef/c/u/cup.jpg
  {
    path: [/(\/catalog\/product)\/cache\/(?:\d+\/\w+\/(?:\d*x\d*\/)?)?[\da-f]{32}\//, "$1/"],
    drop: sizes,
  },
  // PrestaShop: /12-home_default/cup.jpg, /img/p/1/2/12-home_default.jpg
  { path: [/(\/\d{1,9})-[a-z]{1,20}_default(?=[/.])/, "$1"] },
  // Cloudflare: /cdn-cgi/image/width=300,quality=80/cup.jpg; Nuxt: /_ipx/w_300/https://cdn.example/cup.jpg
  { path: [/^\/(?:cdn-cgi\/image|_ipx)\/[^/]+(?=\/)/, ""], drop: sizes },
  // Etsy: il_570xN.123.jpg
  { host: /(?:^|\.)etsystatic\.com$/, path: [/\/il_\d+x[\dN]+\./, "/il_fullxfull."] },
  // eBay: s-l300.jpg
  { host: /(?:^|\.)ebayimg\.com$/, path: [/\/s-l\d+\./, "/s-l1600."] },
  // Tokopedia: /img/cache/300-square/VqbcmM/2024/1/cup.jpg.webp?ect=4g
  {
    host: /(?:^|\.)(?:tokopedia\.net|tokopedia-static\.net)$/,
    path: [/^\/img\/cache\/[^/]+(\/.+?\.(?:jpe?g|png))(?:\.webp)?$/, "/img$1", "/img/cache/900$1"],
    drop: /^ect$/,
  },
  // Shopee: /file/abc_tn, /file/abc@resize_w450_nl.webp
  {
    host: /(?:^|\.)(?:susercontent\.com|shopee\.[\w.]{2,10}|shopeemobile\.com)$/,
    path: [/^(\/file\/[\w-]+?)(?:_tn(?:\.\w+)?|@resize\w*(?:\.\w+)?)$/, "$1"],
  },
  // Lazada, AliExpress, Alibaba, Taobao: cup.jpg_220x220q75.jpg_.avif
  {
    host: /(?:^|\.)(?:slatic\.net|alicdn\.com|aliexpress-media\.com|lazcdn\.com)$/,
    path: [/(\.(?:jpe?g|png|webp))_[^/]{1,60}$/, "$1"],
  },
  // Flipkart: /image/312/312/xif0q/cup.jpeg?q=70
  {
    host: /(?:^|\.)flixcart\.com$/,
    path: [/^\/image\/\d+\/\d+\//, "/image/original/", "/image/2000/2000/"],
    drop: sizes,
  },
  // Bukalapak: /img/123/s-463-463/cup.jpg.webp
  {
    host: /(?:^|\.)bukalapak\.com$/,
    path: [/^(\/img\/\d+)\/(?:[sw]-[\d-]+|small|medium)(\/.+?\.(?:jpe?g|png))(?:\.webp)?$/, "$1/large$2"],
  },
  // Pinterest: /236x/
  { host: /(?:^|\.)pinimg\.com$/, path: [/^\/\d+x(?:\d+)?\//, "/originals/"] },
  // Google's picture server: …=w300-h200
  { host: /(?:^|\.)(?:googleusercontent|ggpht)\.com$/, path: [/=[swh]\d+[\w-]*$/, "=s0"] },
  // Wix: /media/abc~mv2.jpg/v1/fill/w_300,h_300/cup.jpg
  { host: /^static\.wixstatic\.com$/, path: [/^(\/media\/[^/]+)\/v1\/.+/, "$1"] },
  // Cloudinary: /image/upload/w_300,c_fill/v1/cup.jpg
  { host: /^res\.cloudinary\.com$/, path: [/(\/image\/upload\/)(?:[a-z]{1,3}_[^/]+\/)+/, "$1"] },
  // WordPress: cup-300x200.jpg; its own picture server: ?resize=300,200
  { host: /^i\d\.wp\.com$/, path: [/^/, ""], drop: sizes },
  { path: [/-\d{1,5}x\d{1,5}(?=\.\w{1,5}$)(?<=\/wp-content\/uploads\/.+)/, ""] },
  // Servers that scale by the query alone.
  {
    host: /(?:\.imgix\.net|^images\.unsplash\.com|\.scene7\.com|\.demandware\.net)$/,
    drop: sizes,
  },
];

/** A query that makes an address hold only as it is. */
const signature = /^(?:s|sig|signature|token|hmac|policy|expires?|key|auth|x-.*)$/i;

/**
 * The addresses under which the original of a scaled picture usually lies, likeliest first; none when none is
 * known. A signed address is left alone: its signature holds for that address only.
 */
export function upsized(url: string): string[] {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return [];
  if (namesIn(parsed).some((name) => signature.test(name))) return [];
  for (const rule of rules) {
    const larger = fits(rule, parsed) ? apply(rule, parsed).filter((href) => href !== parsed.href) : [];
    if (larger.length > 0) return larger;
  }
  return [];
}

/** The names in a query. Not by its `keys()`: in a page Firefox gives an iterator that our script may not use. */
function namesIn({ searchParams }: URL): string[] {
  const names: string[] = [];
  searchParams.forEach((_, name) => void names.push(name));
  return names;
}

function fits({ host, path, drop, nested }: Rule, { hostname, pathname, search }: URL): boolean {
  if (host && !host.test(hostname)) return false;
  if (!path) return true;
  if (path[0].test(pathname)) return !search || drop !== undefined || nested !== undefined;
  // Such a host scales by query, too.
  return host !== undefined && drop !== undefined && search !== "";
}

function apply({ path, drop, nested }: Rule, from: URL): string[] {
  if (nested) return original(from.searchParams.get(nested), from);
  const [pattern, ...replacements] = path ?? [/^/, ""];
  return replacements.map((replacement) => {
    const url = new URL(from);
    for (const name of namesIn(url)) if (drop?.test(name)) url.searchParams.delete(name);
    const larger = url.pathname.replace(pattern, replacement);
    // What is left may be the whole address at another host.
    const [, whole] = /^\/(https?:\/\/.+)/.exec(larger) ?? [];
    if (whole) return whole + url.search;
    url.pathname = larger;
    return url.href;
  });
}

function original(address: string | null, from: URL): string[] {
  const url = address ? URL.parse(address, from) : null;
  return url && /^https?:$/.test(url.protocol) ? [url.href] : [];
}
