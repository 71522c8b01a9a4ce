import type { DataQueryRequest } from '@grafana/data';
import { useEffect, useState } from 'react';
import { Subject } from 'rxjs';
import { openSource } from './openSource';

/**
 * Whether the rules behind a panel record a series that exists only while something is the case: its absence says nothing
 * where they do not, nor where the panel has no query for it. `undefined` until that is known, and where the data source does
 * not tell its rules.
 * @param refId name of the query that asks for the series
 * @param isInDoubt whether it has to be asked: not while the series is there
 */
export function useRecorded(
  request: DataQueryRequest | undefined,
  record: string,
  refId: string,
  isInDoubt: boolean
): boolean | undefined {
  const isAsked = request === undefined || request.targets.some((target) => target.refId === refId);
  const uid = request?.targets[0]?.datasource?.uid;
  const [answer, setAnswer] = useState<{
    readonly uid: string | undefined;
    readonly isRecorded: boolean | undefined;
  }>();
  const isKnown = answer?.uid === uid;
  useEffect(() => {
    if (request === undefined || !isAsked || !isInDoubt || isKnown) {
      return;
    }
    const stop = new Subject<void>();
    ask(request, record, stop).then((isRecorded) => !stop.closed && setAnswer({ uid, isRecorded }));
    return () => {
      stop.next();
      stop.unsubscribe();
    };
  }, [request, record, isAsked, isInDoubt, isKnown, uid]);
  if (!isAsked && isInDoubt) {
    return false;
  }
  return isInDoubt && isKnown ? answer?.isRecorded : undefined;
}

async function ask(request: DataQueryRequest, record: string, stop: Subject<void>): Promise<boolean | undefined> {
  try {
    const source = await openSource(request, stop);
    return await source?.hasRule(record);
  } catch {
    // Whatever is wrong with the data source, the panel says it where its queries fail.
    return undefined;
  }
}
