import { useState } from 'react';

/** What a reader chose in the panel; what the options say until then, and again when they are edited. */
export function useChoice<T>(option: T): readonly [T, (choice: T) => void] {
  const [choice, setChoice] = useState({ option, value: option });
  return [choice.option === option ? choice.value : option, (value) => setChoice({ option, value })];
}
