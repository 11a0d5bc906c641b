/** Title and text beside a surface, line by line. */
interface Caption {
  title: string[];
  text: string[];
}

/** One picture for a store. */
export interface Scene {
  /** The file's name without language and ending. */
  name: string;
  width: number;
  height: number;
  /** A screenshot of docs/screenshots, by its name without language, scheme and ending. */
  surface?: string;
  en: Caption;
  id: Caption;
}

const screenshot = { width: 1280, height: 800 };

export const scenes: Scene[] = [
  {
    ...{ name: "1-popup", ...screenshot, surface: "popup-restyle" },
    en: {
      title: ["Your picture,", "not a description of it"],
      text: ["Right-click a picture on any page.", "FLUX works from its pixels."],
    },
    id: {
      title: ["Gambar Anda,", "bukan penjelasannya"],
      text: ["Klik kanan gambar di halaman mana pun.", "FLUX bekerja dari pikselnya."],
    },
  },
  {
    ...{ name: "2-combine", ...screenshot, surface: "popup-combine" },
    en: {
      title: ["Your product,", "in your place"],
      text: ["Face, products and background", "go into one new picture."],
    },
    id: {
      title: ["Produk Anda,", "di tempat Anda"],
      text: ["Wajah, produk, dan latar", "menjadi satu gambar baru."],
    },
  },
  {
    ...{ name: "3-shoot", ...screenshot, surface: "shoot-640" },
    en: {
      title: ["Every product,", "in every look"],
      text: ["Plan a whole shoot on one page,", "review it picture by picture."],
    },
    id: {
      title: ["Setiap produk,", "dalam setiap gaya"],
      text: ["Rencanakan sesi foto di satu halaman,", "tinjau gambar demi gambar."],
    },
  },
  {
    ...{ name: "4-details", ...screenshot, surface: "details" },
    en: {
      title: ["See exactly", "what was sent"],
      text: ["Each result keeps its pictures,", "its prompt, its cost and its log."],
    },
    id: {
      title: ["Lihat persis", "apa yang dikirim"],
      text: ["Setiap hasil menyimpan gambar,", "prompt, biaya, dan log-nya."],
    },
  },
  {
    ...{ name: "5-compare", ...screenshot, surface: "compare" },
    en: {
      title: ["Keep the better one"],
      text: ["Two results side by side,", "under one zoom."],
    },
    id: {
      title: ["Simpan yang lebih baik"],
      text: ["Dua hasil berdampingan,", "dengan satu zoom."],
    },
  },
  {
    ...{ name: "promo-small", width: 440, height: 280 },
    en: { title: ["Refshot"], text: ["New pictures from the pixels of yours"] },
    id: { title: ["Refshot"], text: ["Gambar baru dari piksel gambar Anda"] },
  },
  {
    ...{ name: "promo-large", width: 1400, height: 560, surface: "popup-combine" },
    en: {
      title: ["New pictures", "from the pixels of yours"],
      text: ["Right-click, say what it is, press Generate."],
    },
    id: {
      title: ["Gambar baru", "dari piksel gambar Anda"],
      text: ["Klik kanan, sebutkan perannya, tekan Buat."],
    },
  },
];
