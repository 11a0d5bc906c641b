import { useLiveQuery } from "dexie-react-hooks";
import { db } from "../database";
import { MissingPicture } from "./missing-picture";
import { readThumbnails, type StoredThumbnail } from "./read-thumbnails";
import { useObjectUrl } from "./use-object-url";

interface ThumbnailProps {
  id: string;
  alt: string;
  className: string;
}

/** The stored thumbnail of a reference or a generation; an empty place of the same size until it is read. */
export function Thumbnail({ id, ...shown }: ThumbnailProps) {
  const blob = useLiveQuery(async () => (await readThumbnails(db, [id])).get(id), [id]);
  return <ThumbnailImage blob={blob} {...shown} />;
}

/** A thumbnail that was read already; an empty place while `blob` is undefined. */
export function ThumbnailImage({
  blob,
  alt,
  className,
}: Omit<ThumbnailProps, "id"> & { blob: StoredThumbnail | undefined }) {
  const url = useObjectUrl(blob ?? undefined);
  if (blob === null) return <MissingPicture alt={alt} className={className} />;
  if (!url) return <div className={`bg-sunken ${className}`} />;
  return <img src={url} alt={alt} draggable={false} className={`edge bg-sunken object-cover ${className}`} />;
}
