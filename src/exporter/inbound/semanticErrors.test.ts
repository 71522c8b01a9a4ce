/** @jest-environment node */
import type { ProfileName } from '../lifecycle/profiles';
import { SemanticErrorScanner } from './semanticErrors';

const SSE = 'text/event-stream; charset=utf-8';
const JSON_TYPE = 'application/json';

function reasonsOf(profile: ProfileName, status: number, type: string, chunks: Buffer[]): string[] {
  const reasons: string[] = [];
  const scanner = SemanticErrorScanner.for(profile, status, type, (reason) => reasons.push(reason));
  chunks.forEach((chunk) => scanner?.push(chunk));
  scanner?.end();
  return reasons;
}

describe('SemanticErrorScanner', () => {
  it.each<[string, ProfileName, number, string, string, string[]]>([
    [
      'LangFlow: an error event without data:',
      'langflow',
      200,
      SSE,
      '{"event": "token", "data": {}}\n\n{"event": "error", "data": {"error": "x"}}\n\n',
      ['error_event'],
    ],
    [
      'LangFlow: two of them are one failed request',
      'langflow',
      200,
      SSE,
      '{"event":"error"}\n\n{"event":"error"}\n\n',
      ['error_event'],
    ],
    [
      'LangFlow: a user writes about one',
      'langflow',
      200,
      SSE,
      '{"event": "token", "data": {"chunk": "{\\"event\\": \\"error\\"}"}}\n\n',
      [],
    ],
    [
      'LangFlow: the job is in another replica',
      'langflow',
      404,
      JSON_TYPE,
      '{"detail":"Job queue not found for job 7"}',
      ['job_not_found'],
    ],
    ['LangFlow: any other 404', 'langflow', 404, JSON_TYPE, '{"detail":"Flow not found"}', []],
    [
      'LangFlow: an error behind a long event, without a line end',
      'langflow',
      200,
      SSE,
      `{"event": "token", "data": {"chunk": "${'x'.repeat(2000)}"}}\n\n{"event":"error"}`,
      ['error_event'],
    ],
    ['LangFlow: an error event with data:', 'langflow', 200, SSE, 'data: {"event":"error"}\n\n', ['error_event']],
    ['Chatchat: a code in the stream', 'chatchat', 200, SSE, 'data: {"code": 404, "msg": "no model"}\n\n', ['code']],
    ['Chatchat: a code in the body', 'chatchat', 200, JSON_TYPE, '{"code": 500, "msg": "x", "data": null}', ['code']],
    ['Chatchat: a good code', 'chatchat', 200, JSON_TYPE, '{"code":200,"msg":"success","data":[{"code":404}]}', []],
    [
      'Chatchat: an error in the stream',
      'chatchat',
      200,
      SSE,
      ': ping\n\ndata: {"code": 500, "error": "timeout"}\n\n',
      ['error_event'],
    ],
    ['Chatchat: no error', 'chatchat', 200, SSE, 'data: {"error": null, "choices": []}\n\n', []],
    ['generic backends have no rules', 'generic', 200, SSE, '{"event":"error"}\n', []],
    ['an error status needs no second count', 'chatchat', 500, JSON_TYPE, '{"code": 500}', []],
  ])('%s', (_, profile, status, type, body, expected) => {
    const bytes = Buffer.from(body);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reasons = reasonsOf(profile, status, type, [bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect({ cut, reasons }).toEqual({ cut, reasons: expected });
    }
  });
});
