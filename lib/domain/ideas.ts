import type { Mode } from "./request";
import type { Role } from "./tray";

/** The languages in which the ideas are written. The models read English best. */
export const ideaLanguages = ["en", "id"] as const;
export type IdeaLanguage = (typeof ideaLanguages)[number];

type IdeaId =
  | "table"
  | "white"
  | "flatLay"
  | "lifestyle"
  | "fashionWoman"
  | "fashionMan"
  | "beauty"
  | "food"
  | "studioPortrait"
  | "streetPortrait"
  | "catalogueFace"
  | "morningPlace"
  | "festivePlace"
  | "wearsIt"
  | "holdsIt"
  | "allTogether"
  | "productInPlace"
  | "personInPlace"
  | "productFamily";

/** A prompt to begin with; `{product}` becomes the product's name. What it is called is a text of the locale. */
interface Idea {
  id: IdeaId;
  /** What FLUX must be shown for it: one reference of this role, or all of these together. */
  fits: Role | Role[];
  prompt: Record<IdeaLanguage, string>;
}

export const ideas: readonly Idea[] = [
  {
    id: "table",
    fits: "product",
    prompt: {
      en: "{product} on a light wooden table, window light from the left, soft shadow, blurred neutral room behind it, shallow depth of field, product photo",
      id: "{product} di atas meja kayu terang, cahaya jendela dari kiri, bayangan lembut, ruangan netral buram di belakangnya, ruang tajam sempit, foto produk",
    },
  },
  {
    id: "white",
    fits: "product",
    prompt: {
      en: "{product} alone on a pure white background, centred, even studio light, soft contact shadow, true colours, marketplace photo",
      id: "{product} saja di latar putih bersih, di tengah, cahaya studio merata, bayangan lembut di bawahnya, warna asli, foto marketplace",
    },
  },
  {
    id: "flatLay",
    fits: "product",
    prompt: {
      en: "Flat lay from straight above, {product} in the middle, a few matching objects around it, linen cloth, even soft light, generous empty space",
      id: "Flat lay tepat dari atas, {product} di tengah, beberapa benda serasi di sekitarnya, kain linen, cahaya lembut merata, banyak ruang kosong",
    },
  },
  {
    id: "lifestyle",
    fits: "product",
    prompt: {
      en: "{product} in everyday use in a bright home, a person partly in view, candid moment, morning light, natural colours, lifestyle photo",
      id: "{product} dipakai sehari-hari di rumah yang terang, seseorang terlihat sebagian, momen spontan, cahaya pagi, warna alami, foto gaya hidup",
    },
  },
  {
    id: "fashionWoman",
    fits: "product",
    prompt: {
      en: "A woman model wears {product}, full figure, natural pose, plain light grey studio, soft daylight, crisp fabric texture, fashion catalogue photo",
      id: "Model perempuan mengenakan {product}, seluruh badan, pose alami, studio polos abu-abu muda, cahaya siang lembut, tekstur kain tajam, foto katalog fashion",
    },
  },
  {
    id: "fashionMan",
    fits: "product",
    prompt: {
      en: "A man model wears {product}, three-quarter view, relaxed pose, plain warm white studio, soft side light, crisp fabric texture, fashion catalogue photo",
      id: "Model laki-laki mengenakan {product}, tampak tiga perempat, pose santai, studio polos putih hangat, cahaya samping lembut, tekstur kain tajam, foto katalog fashion",
    },
  },
  {
    id: "beauty",
    fits: "product",
    prompt: {
      en: "{product} beside water drops and petals on a glossy pastel surface, clean soft light, gentle reflection, cosmetic advertisement photo",
      id: "{product} di samping tetes air dan kelopak bunga di permukaan pastel mengilap, cahaya lembut bersih, pantulan halus, foto iklan kosmetik",
    },
  },
  {
    id: "food",
    fits: "product",
    prompt: {
      en: "{product} on a ceramic plate, slight steam, fresh garnish, dark wooden table, light from behind, appetising close-up, food photo",
      id: "{product} di piring keramik, sedikit uap, hiasan segar, meja kayu gelap, cahaya dari belakang, jarak dekat yang menggugah selera, foto makanan",
    },
  },
  {
    id: "studioPortrait",
    fits: "face",
    prompt: {
      en: "Studio portrait of this person, plain warm grey wall, soft light from the left, natural skin texture, calm look into the camera, editorial photo",
      id: "Potret studio orang ini, dinding polos abu-abu hangat, cahaya lembut dari kiri, tekstur kulit alami, tatapan tenang ke kamera, foto editorial",
    },
  },
  {
    id: "streetPortrait",
    fits: "face",
    prompt: {
      en: "This person on a city street in the last sunlight, easy smile, softly blurred street behind, natural colours, candid lifestyle photo",
      id: "Orang ini di jalan kota saat matahari hampir terbenam, senyum santai, jalan buram lembut di belakangnya, warna alami, foto gaya hidup spontan",
    },
  },
  {
    id: "catalogueFace",
    fits: "face",
    prompt: {
      en: "This person in a cream linen outfit, three-quarter view, relaxed pose, plain studio, soft daylight, fashion catalogue photo",
      id: "Orang ini berpakaian linen krem, tampak tiga perempat, pose santai, studio polos, cahaya siang lembut, foto katalog fashion",
    },
  },
  {
    id: "morningPlace",
    fits: "background",
    prompt: {
      en: "The same place on a clear morning, tidy, soft daylight, empty space in the middle for a product, interior photo",
      id: "Tempat yang sama pada pagi yang cerah, rapi, cahaya siang lembut, ruang kosong di tengah untuk produk, foto interior",
    },
  },
  {
    id: "festivePlace",
    fits: "background",
    prompt: {
      en: "The same place dressed for a festive season, warm small lights, a few tasteful decorations, empty space in the middle, evening, interior photo",
      id: "Tempat yang sama dihias untuk musim perayaan, lampu kecil hangat, beberapa hiasan selaras, ruang kosong di tengah, malam hari, foto interior",
    },
  },
  {
    id: "wearsIt",
    fits: ["face", "product"],
    prompt: {
      en: "The person wears {product}, full figure, natural pose, soft daylight, crisp texture, fashion catalogue photo",
      id: "Orang itu mengenakan {product}, seluruh badan, pose alami, cahaya siang lembut, tekstur tajam, foto katalog fashion",
    },
  },
  {
    id: "holdsIt",
    fits: ["face", "product"],
    prompt: {
      en: "The person holds {product} towards the camera with both hands, friendly look, product sharp and in front, soft light, advertisement photo",
      id: "Orang itu memegang {product} ke arah kamera dengan kedua tangan, tatapan ramah, produk tajam di depan, cahaya lembut, foto iklan",
    },
  },
  {
    id: "allTogether",
    fits: ["face", "product", "background"],
    prompt: {
      en: "The person uses {product} in this place, natural pose, one light on all of it, shadows that match, lifestyle photo",
      id: "Orang itu memakai {product} di tempat ini, pose alami, satu cahaya untuk semuanya, bayangan yang serasi, foto gaya hidup",
    },
  },
  {
    id: "productInPlace",
    fits: ["product", "background"],
    prompt: {
      en: "{product} stands in this place, in front and sharp, light and shadow as in the place, product photo",
      id: "{product} berdiri di tempat ini, di depan dan tajam, cahaya dan bayangan seperti di tempat itu, foto produk",
    },
  },
  {
    id: "personInPlace",
    fits: ["face", "background"],
    prompt: {
      en: "The person stands in this place, half figure, relaxed, light and shadow as in the place, lifestyle photo",
      id: "Orang itu berdiri di tempat ini, setengah badan, santai, cahaya dan bayangan seperti di tempat itu, foto gaya hidup",
    },
  },
  {
    id: "productFamily",
    fits: ["product", "product"],
    prompt: {
      en: "{product} side by side, in their true sizes, plain light surface, even soft light, product family photo",
      id: "{product} berdampingan, dalam ukuran aslinya, permukaan polos terang, cahaya lembut merata, foto rangkaian produk",
    },
  },
];

/**
 * The ideas that speak of what FLUX will be shown: of the one reference that is sent, or of all. Without a
 * reference those about a product, which then stands in the prompt only.
 */
export function ideasFor(mode: Mode, sent: readonly Role[]): Idea[] {
  if (mode !== "multi-reference") return ideas.filter(({ fits }) => fits === (sent[0] ?? "product"));
  const count = (roles: readonly Role[], role: Role) => roles.filter((one) => one === role).length;
  const isShown = (fits: Role | Role[]) =>
    typeof fits !== "string" && fits.every((role) => count(sent, role) >= count(fits, role));
  // Those that use most of what is shown come first.
  return ideas.filter(({ fits }) => isShown(fits)).sort((a, b) => b.fits.length - a.fits.length);
}
