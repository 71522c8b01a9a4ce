import type { Level, RecordedDefinition, Unit } from '../types';

/** The definition of a series that a rule records under `level:rest`. */
export function recorded(
  level: Level,
  rest: string,
  unit: Unit,
  help: string,
  labels: readonly string[] = []
): RecordedDefinition {
  return { name: `${level}:${rest}`, level, type: 'gauge', unit, labels, help };
}
