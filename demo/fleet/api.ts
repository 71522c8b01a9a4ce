import type { Server } from 'node:http';
import type { Fleet } from './fleet';
import { EXPOSITION_TYPE } from './metrics/exposition';
import { ingressMetrics } from './metrics/ingress';
import { kubeStateMetrics } from './metrics/kubeState';
import { HttpError, httpServer, sendJson, sendText } from './net/http';
import { stateOf, targets } from './state';

/** The fleet's own interface. `host` is the name under which Prometheus reaches the sidecars. */
export function fleetApi(fleet: Fleet, host: string): Server {
  return httpServer((request, response, url) => {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /targets':
        sendJson(response, 200, targets(fleet.workloads, host));
        break;
      case 'GET /kube-state-metrics':
        sendText(response, 200, kubeStateMetrics(fleet.workloads), EXPOSITION_TYPE);
        break;
      case 'GET /ingress-metrics':
        sendText(response, 200, ingressMetrics(fleet.workloads), EXPOSITION_TYPE);
        break;
      case 'GET /healthz':
        sendText(response, fleet.isRunning ? 200 : 503, fleet.isRunning ? 'ok\n' : 'not running\n');
        break;
      case 'GET /state':
        sendJson(response, 200, stateOf(fleet));
        break;
      case 'POST /kill-leader': {
        const loss = fleet.killLeader();
        if (!loss) {
          throw new HttpError(409, 'there is no leader now');
        }
        sendJson(response, 200, loss);
        break;
      }
      default:
        throw new HttpError(404, `unknown path ${request.method} ${url.pathname}`);
    }
  });
}
