import { useLiveQuery } from "dexie-react-hooks";
import { db } from "./database";
import { useObjectUrl } from "./use-object-url";

async function readThumbnail(id: string): Promise<Blob | undefined> {
  const stored = await db.thumbnails.get(id);
  return stored && new Blob([stored.bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" });
}

/** The stored thumbnail of a reference or a generation; an empty place of the same size until it is read. */
export function Thumbnail({ id, alt, className }: { id: string; alt: string; className: string }) {
  const url = useObjectUrl(useLiveQuery(() => readThumbnail(id), [id]));
  if (!url) return <div className={`bg-sunken ${className}`} />;
  return <img src={url} alt={alt} draggable={false} className={`edge bg-sunken object-cover ${className}`} />;
}
