import { useLiveQuery } from "dexie-react-hooks";
import { db } from "../database";
import { MissingPicture } from "./missing-picture";
import { readThumbnails, type StoredThumbnail } from "./read-thumbnails";

interface ThumbnailProps {
  id: string;
  alt: string;
  className: string;
}

/** The stored thumbnail of a reference or a generation; an empty place of the same size until it is read. */
export function Thumbnail({ id, ...shown }: ThumbnailProps) {
  const thumbnail = useLiveQuery(async () => (await readThumbnails(db, [id])).get(id), [id]);
  return <ThumbnailImage thumbnail={thumbnail} {...shown} />;
}

/** A thumbnail that was read already; an empty place while it is undefined. */
export function ThumbnailImage({
  thumbnail,
  alt,
  className,
}: Omit<ThumbnailProps, "id"> & { thumbnail: StoredThumbnail | undefined }) {
  if (thumbnail === null) return <MissingPicture alt={alt} className={className} />;
  if (thumbnail === undefined) return <div className={`bg-sunken ${className}`} />;
  return (
    <img src={thumbnail} alt={alt} draggable={false} className={`edge bg-sunken object-cover ${className}`} />
  );
}
