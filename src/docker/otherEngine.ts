/** The variables by which docker is led to another engine than Docker Desktop's: its own commands run without them. */
export const leadElsewhere = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'] as const;
