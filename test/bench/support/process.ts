import { readFileSync } from 'node:fs';

const MICROSECONDS_PER_TICK = 10_000;

/** Resident memory of a process in MiB (Linux). */
export function residentMiB(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? NaN) / 1024;
}

/** CPU time that a process has used so far, all threads, in µs (Linux; to the 10 ms that the kernel counts in). */
export function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}
