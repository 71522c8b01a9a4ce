import type { DataQueryRequest } from '@grafana/data';
import { useEffect, useState } from 'react';
import { Subject } from 'rxjs';
import type { PanelQuery } from '../vocabulary';
import { diagnose, type Diagnosis } from './diagnose';
import { exprOf, openSource } from './openSource';

/**
 * Why a panel is empty, found out by asking its data source; `undefined` until the answer is there. Mount it only while the
 * panel is empty. The last answer stays while a refreshed panel is looked at again.
 */
export function useDiagnosis(
  request: DataQueryRequest | undefined,
  inputs: readonly PanelQuery[],
  advice: string
): Diagnosis | undefined {
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  useEffect(() => {
    const stop = new Subject<void>();
    find(request, inputs, advice, stop).then((found) => !stop.closed && setDiagnosis(found));
    return () => {
      stop.next();
      stop.unsubscribe();
    };
  }, [request, inputs, advice]);
  return diagnosis;
}

async function find(
  request: DataQueryRequest | undefined,
  inputs: readonly PanelQuery[],
  advice: string,
  stop: Subject<void>
): Promise<Diagnosis> {
  const queries = (request?.targets ?? [])
    .filter(({ hide }) => !hide)
    .map((query) => ({ refId: query.refId, expr: exprOf(query) }));
  try {
    const source = request === undefined ? undefined : await openSource(request, stop);
    return await diagnose({ queries, inputs, advice }, source);
  } catch (error) {
    return {
      title: 'The data source of this panel could not be opened',
      hint: 'Check that its plugin is installed and that you may use it.',
      details: error instanceof Error ? error.message : String(error),
    };
  }
}
