/** Types of the HTTP API. Placeholder of the generated file: session only. */
export interface paths {
  '/api/session': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: { 200: { content: { 'application/json': components['schemas']['SessionDto'] } } };
    };
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': components['schemas']['SignInDto'] } };
      responses: { 200: { content: { 'application/json': components['schemas']['SessionDto'] } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: { 204: { content?: never } };
    };
  };
}

export interface components {
  schemas: {
    SignInDto: { login: string; password: string };
    StaffDto: { id: string; name: string };
    AssignmentDto: {
      id: string;
      officeId: string;
      officeName: string;
      organisationName: string;
      role: string;
      roleLabel: string;
      permissions: string[];
    };
    SessionDto: { staff: components['schemas']['StaffDto']; assignments: components['schemas']['AssignmentDto'][] };
  };
}
