export const HPA = `# Who scales the backend.
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: langflow # as the deployment
  namespace: llm
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: langflow
  minReplicas: 2
  maxReplicas: 10
  metrics:
    - type: External
      external:
        metric:
          name: requests-per-second
        target:
          type: AverageValue
          averageValue: 2500m
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 600
      policies:
        - type: Percent
          value: 10
          periodSeconds: 60
`;

export const SCALED_OBJECT = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: kotaemon
  annotations:
    autoscaling.keda.sh/paused-scale-in: "true"
spec:
  scaleTargetRef:
    name: kotaemon
  minReplicaCount: 0
  maxReplicaCount: 10
  cooldownPeriod: 120
  triggers:
    - type: prometheus
      metadata:
        serverAddress: http://prometheus:9090
        query: sum(rate(http_requests_total{job="kotaemon"}[2m]))
        threshold: "5"
        activationThreshold: "1"
    - type: cpu
      metricType: Utilization
      metadata:
        value: "70"
  fallback:
    failureThreshold: 3
    replicas: 2
`;
