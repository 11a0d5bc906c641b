import type { Language } from "../sandbox/screenshots/words.ts";

export interface Caption {
  title: string;
  text: string;
}

const sceneNames = [
  ...(["1-popup", "2-combine", "3-results", "4-details", "5-spending"] as const),
  ...(["promo-small", "promo-large"] as const),
] as const;
export type SceneName = (typeof sceneNames)[number];

/** What stands beside the surfaces in the stores' pictures. */
export const captions: Record<Language, Record<SceneName, Caption>> = {
  en: {
    "1-popup": {
      title: "Your picture, not a description of it",
      text: "Right-click a picture on any page. FLUX works from its pixels.",
    },
    "2-combine": {
      title: "Your product, in your place",
      text: "Face, products and background go into one new picture.",
    },
    "3-results": {
      title: "Every result stays",
      text: "Search, compare, mark, download: in the side panel, in your browser.",
    },
    "4-details": {
      title: "See exactly what was sent",
      text: "Each result keeps its pictures, its prompt, its cost and its log.",
    },
    "5-spending": {
      title: "The price before you press",
      text: "Your own fal account, hard limits a day and a month, no server of ours.",
    },
    "promo-small": { title: "Refshot", text: "New pictures from the pixels of yours" },
    "promo-large": {
      title: "New pictures from the pixels of yours",
      text: "Refshot: right-click, say what it is, press Generate.",
    },
  },
  id: {
    "1-popup": {
      title: "Gambar Anda, bukan penjelasannya",
      text: "Klik kanan gambar di halaman mana pun. FLUX bekerja dari pikselnya.",
    },
    "2-combine": {
      title: "Produk Anda, di tempat Anda",
      text: "Wajah, produk, dan latar menjadi satu gambar baru.",
    },
    "3-results": {
      title: "Semua hasil tersimpan",
      text: "Cari, bandingkan, tandai, unduh: di panel samping, di browser Anda.",
    },
    "4-details": {
      title: "Lihat persis apa yang dikirim",
      text: "Setiap hasil menyimpan gambar, prompt, biaya, dan log-nya.",
    },
    "5-spending": {
      title: "Harganya sebelum Anda menekan",
      text: "Akun fal Anda sendiri, batas per hari dan per bulan, tanpa server kami.",
    },
    "promo-small": { title: "Refshot", text: "Gambar baru dari piksel gambar Anda" },
    "promo-large": {
      title: "Gambar baru dari piksel gambar Anda",
      text: "Refshot: klik kanan, sebutkan perannya, tekan Buat.",
    },
  },
};
