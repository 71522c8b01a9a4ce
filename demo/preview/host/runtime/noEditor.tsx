/** Stands for the code editor, which no page of ours uses and which would double the size of the host. */
export default function NoEditor(): null {
  return null;
}

export const Editor = NoEditor;
export const DiffEditor = NoEditor;
export const loader = { config: () => undefined, init: () => new Promise<never>(() => undefined) };
