/** A dreamed landscape as SVG: sky, sun, discs and hills, all decided by the prompt and the seed. */
export function landscapeSvg(width: number, height: number, prompt: string, seed: number): string {
  const random = createRandom(hash(prompt) ^ Math.imul(seed, 0x9e3779b1));
  // The golden angle: neighbouring seeds get colours far apart.
  const hue = (hash(prompt) + seed * 137.508) % 360;
  const sun = { x: width * (0.22 + random() * 0.56), y: height * (0.24 + random() * 0.18), r: height * 0.11 };
  const discs = Array.from({ length: 5 }, () => disc(width, height, hue, random));
  const hills = Array.from({ length: 5 }, (_, depth) => hill(width, height, hue, depth, random));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="hsl(${hue}, 52%, 38%)"/>
        <stop offset=".55" stop-color="hsl(${hue + 40}, 66%, 70%)"/>
        <stop offset="1" stop-color="hsl(${hue + 62}, 84%, 85%)"/>
      </linearGradient>
      <radialGradient id="glow">
        <stop offset="0" stop-color="#fff8e6" stop-opacity=".85"/>
        <stop offset="1" stop-color="#fff8e6" stop-opacity="0"/>
      </radialGradient>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>
    ${discs.join("")}
    <circle cx="${sun.x}" cy="${sun.y}" r="${sun.r * 3.4}" fill="url(#glow)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="#fffaf0"/>
    ${hills.join("")}
  </svg>`;
}

function disc(width: number, height: number, hue: number, random: () => number): string {
  const [x, y, r] = [random() * width, random() * height * 0.6, height * (0.06 + random() * 0.22)];
  const colour = `hsl(${hue + 20 + random() * 60}, 75%, 78%)`;
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}" fill-opacity="${0.12 + random() * 0.16}"/>`;
}

/** One ridge; the nearer (greater depth), the lower, darker and richer. */
function hill(width: number, height: number, hue: number, depth: number, random: () => number): string {
  const base = height * (0.5 + depth * 0.1);
  const swing = height * (0.14 - depth * 0.012);
  const count = 4 + Math.floor(random() * 3);
  const points = Array.from({ length: count + 1 }, (_, index) => ({
    x: (index / count) * width,
    y: base + (random() - 0.5) * 2 * swing,
  }));
  let path = `M0 ${height}`;
  let last = { x: 0, y: points[0]?.y ?? base };
  path += `L0 ${last.y}`;
  for (const point of points.slice(1)) {
    const middle = (last.x + point.x) / 2;
    path += `C${middle} ${last.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  const colour = `hsl(${hue + 46 - depth * 16}, ${34 + depth * 4}%, ${64 - depth * 11}%)`;
  return `<path d="${path}L${width} ${height}Z" fill="${colour}" fill-opacity=".93"/>`;
}

/** FNV-1a: the same prompt always dreams the same. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** mulberry32: small, even, and repeatable. */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
