import type { Ref } from "react";

interface FileInputProps {
  ref: Ref<HTMLInputElement>;
  multiple: boolean;
  onFiles: (files: File[]) => void;
}

/** The browser's own way to choose pictures; hidden, because a place of the tray opens it. */
export function FileInput({ ref, multiple, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      multiple={multiple}
      tabIndex={-1}
      aria-hidden="true"
      className="hidden"
      onChange={({ currentTarget }) => {
        const files = [...(currentTarget.files ?? [])];
        // So that choosing the same file again is a change again.
        currentTarget.value = "";
        if (files.length > 0) onFiles(files);
      }}
    />
  );
}
