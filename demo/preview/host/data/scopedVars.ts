import type { ScopedVars } from '@grafana/data';
import type { VariableLookup, VariableValue } from './interpolate';

/** A scene, seen from outside: scenes bring their own copy of the library, so only its shape is known here. */
interface SceneLike {
  readonly parent?: SceneLike;
  readonly state?: { readonly $variables?: { readonly state?: { readonly variables?: readonly SceneVariableLike[] } } };
}
interface SceneVariableLike {
  readonly state: { readonly name: string };
  getValue?(): unknown;
}

function toVariableValue(value: unknown): VariableValue {
  if (Array.isArray(value)) {
    return value.map(String);
  }
  // The All of a scene's variable is an object that formats itself.
  if (typeof value === 'object' && value !== null && 'formatter' in value && typeof value.formatter === 'function') {
    return String(value.formatter());
  }
  return String(value ?? '');
}

/** Looks for the variable in the scene that asks and in those around it. */
function fromScene(scene: SceneLike | undefined, name: string): VariableValue | undefined {
  for (let object = scene; object; object = object.parent) {
    const variable = object.state?.$variables?.state?.variables?.find((one) => one.state.name === name);
    if (variable?.getValue) {
      return toVariableValue(variable.getValue());
    }
  }
  return undefined;
}

/** Where a query finds a variable: in what it brings along, then in the scene that asks, then in the dashboard. */
export function lookupIn(scopedVars: ScopedVars | undefined, dashboard: VariableLookup): VariableLookup {
  return (name) => {
    const own = scopedVars?.[name];
    if (own !== undefined) {
      return toVariableValue(own.value);
    }
    const scene: unknown = scopedVars?.__sceneObject?.value?.valueOf();
    return (scene ? fromScene(scene as SceneLike, name) : undefined) ?? dashboard(name);
  };
}
