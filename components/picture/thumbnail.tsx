import { useLiveQuery } from "dexie-react-hooks";
import { db } from "../database";
import { MissingPicture } from "./missing-picture";
import { useObjectUrl } from "./use-object-url";

/** `null` when there is none, though there should be. */
async function readThumbnail(id: string): Promise<Blob | null> {
  const stored = await db.thumbnails.get(id);
  return stored ? new Blob([stored.bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }) : null;
}

/** The stored thumbnail of a reference or a generation; an empty place of the same size until it is read. */
export function Thumbnail({ id, alt, className }: { id: string; alt: string; className: string }) {
  const blob = useLiveQuery(() => readThumbnail(id), [id]);
  const url = useObjectUrl(blob ?? undefined);
  if (blob === null) return <MissingPicture alt={alt} className={className} />;
  if (!url) return <div className={`bg-sunken ${className}`} />;
  return <img src={url} alt={alt} draggable={false} className={`edge bg-sunken object-cover ${className}`} />;
}
