export type LogFormat = 'json' | 'text';
export const LOG_LEVELS = ['info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line an event to standard error. Never hand it a body, a header or a key. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** One log line without its line end. */
export function formatLine(
  format: LogFormat,
  time: Date,
  level: LogLevel,
  message: string,
  fields: LogFields = {}
): string {
  if (format === 'json') {
    return JSON.stringify({ time: time.toISOString(), level, message, ...fields });
  }
  const details = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`);
  return `${time.toISOString()} ${level.toUpperCase()} ${message}${details.join('')}`;
}

/** Lines below the level `least` are left out. */
export function createLog(
  format: LogFormat,
  least: LogLevel = 'info',
  write = (line: string) => void process.stderr.write(line)
): Log {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    if (LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(least)) {
      write(`${formatLine(format, new Date(), level, message, fields)}\n`);
    }
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** The text of anything that was thrown, with the system's error code where there is one. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return String(thrown);
  }
  const code = codeOf(thrown);
  return code !== undefined && !thrown.message.includes(code)
    ? `${code} ${thrown.message}`.trim()
    : thrown.message || thrown.name;
}

/** The system's error code such as ECONNREFUSED, also of an error that only wraps others (happy eyeballs). */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
