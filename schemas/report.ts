// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';

export const isReport: ValidateFunction<Report> = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:jira-session-contracts:report:1","title":"Report of jira-session-contracts, format version 1","description":"What verify found, for one Jira or many. It contains no secrets.","type":"object","required":["formatVersion","tool","startedAt","durationMs","exitCode","verdict","summary","targets"],"additionalProperties":false,"properties":{"formatVersion":{"const":1,"description":"It changes when a field changes its meaning."},"tool":{"type":"object","required":["name","version"],"additionalProperties":false,"properties":{"name":{"const":"jira-session-contracts"},"version":{"type":"string"}}},"startedAt":{"$ref":"#/$defs/time"},"durationMs":{"$ref":"#/$defs/milliseconds"},"exitCode":{"$ref":"#/$defs/exitCode"},"verdict":{"type":"string","description":"The exit code in one sentence, with its cause and the next step."},"summary":{"$ref":"#/$defs/summary"},"shard":{"title":"Shard","description":"Which part of the targets this run had.","type":"object","required":["index","total","targets","run"],"additionalProperties":false,"properties":{"index":{"type":"integer","minimum":1,"maximum":10000,"description":"From 1."},"total":{"type":"integer","minimum":1,"maximum":10000},"targets":{"type":"array","uniqueItems":true,"items":{"type":"string"},"description":"The names of the targets of all shards together, in the file's order."},"run":{"type":"string","description":"The same for all shards of one run: a hash of the targets, the pacts, and how they were divided."}}},"history":{"title":"History","description":"How this report compares with an earlier one (--baseline).","type":"object","required":["new","stillBroken","mended"],"additionalProperties":false,"properties":{"baseline":{"$ref":"#/$defs/time","description":"When the earlier run began; left out if there was no earlier report yet."},"new":{"$ref":"#/$defs/count","description":"How many interactions and checks are broken now, and were not then."},"stillBroken":{"$ref":"#/$defs/count"},"mended":{"$ref":"#/$defs/count"}}},"targets":{"type":"array","items":{"$ref":"#/$defs/target"},"description":"The Jiras, in the order in which they were named."}},"$defs":{"time":{"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$","description":"ISO 8601, in UTC."},"milliseconds":{"type":"number","minimum":0,"description":"In milliseconds."},"count":{"type":"integer","minimum":0},"exitCode":{"title":"ExitCode","enum":[0,1,2],"description":"0: all that can be verified was verified, and that was at least one interaction; 1: the contract is broken; 2: the result is unknown."},"summary":{"title":"Summary","description":"How many interactions have each status.","type":"object","required":["verified","failed","unverifiable"],"additionalProperties":false,"properties":{"verified":{"$ref":"#/$defs/count"},"failed":{"$ref":"#/$defs/count"},"unverifiable":{"$ref":"#/$defs/count"}}},"code":{"title":"FindingCode","type":"string","pattern":"^[a-z0-9-]+$","description":"The name of a finding: docs/reference/findings.md lists them all."},"finding":{"title":"ToldFinding","description":"One thing that was found: its name, and what it is and what to do in words.","type":"object","required":["code","cause","cure"],"additionalProperties":false,"properties":{"code":{"$ref":"#/$defs/code"},"cause":{"type":"string","description":"What happened, with what is known of this one."},"cure":{"type":"string","description":"What to do about it."}}},"change":{"title":"Change","description":"How it compares with an earlier report, if it is or was broken.","type":"object","required":["kind","since"],"additionalProperties":false,"properties":{"kind":{"enum":["new","still-broken","mended","not-found-out"],"description":"not-found-out: it was broken, and this time it could not be verified."},"since":{"$ref":"#/$defs/time","description":"When the first run that found it broken began; ISO 8601, in UTC."}}},"target":{"title":"TargetReport","description":"One Jira with all pacts that were verified with it.","type":"object","required":["name","kind","baseUrl","flavour","version","siteUrl","sessionsLeftOpen","durationMs","exitCode","verdict","summary","pacts"],"additionalProperties":false,"properties":{"name":{"type":"string"},"kind":{"enum":["live","mocked"],"description":"The result of a mocked Jira says nothing about a real Jira."},"baseUrl":{"type":"string"},"flavour":{"type":"string","description":"server, datacenter, cloud or unknown; of a mocked Jira, its flavour."},"version":{"type":["string","null"]},"siteUrl":{"type":["string","null"],"description":"As the Jira itself reports it."},"sessionsLeftOpen":{"$ref":"#/$defs/count","description":"How many sessions may still be open: they could not be closed, or it is not known whether there are any."},"sessionsLeftOpenCause":{"$ref":"#/$defs/finding","description":"Why, where an answer says it."},"neededCookies":{"title":"NeededCookies","description":"Which cookies this Jira needs with a session. It breaks no contract of a client that sends back all of them. Left out if no session was open to ask with, and for a mocked Jira.","type":"object","required":["sessionCookieIsEnough","alsoNeeded"],"additionalProperties":false,"properties":{"sessionCookieIsEnough":{"type":"boolean","description":"Whether the cookie of the session alone was accepted."},"cookieFromBodyIsEnough":{"type":"boolean","description":"Whether session.name and session.value of the body are enough; left out if the body names no session."},"alsoNeeded":{"type":"array","items":{"type":"string"},"description":"The names of the cookies that have to come with it, such as AWSALB."}}},"certificateEndsAt":{"$ref":"#/$defs/time","description":"When the TLS certificate of the server ends. Left out for plain http."},"tokenEndsAt":{"$ref":"#/$defs/time","description":"When the first of the user's personal access tokens ends. Left out if Jira does not tell it."},"endsSoon":{"type":"array","items":{"$ref":"#/$defs/finding"},"description":"Which of them ends soon: warnings, which break no contract. Left out if there are none."},"definedAt":{"description":"The line of the targets file that names it.","type":"object","required":["file","line"],"additionalProperties":false,"properties":{"file":{"type":"string"},"line":{"type":"integer","minimum":1}}},"durationMs":{"$ref":"#/$defs/milliseconds"},"exitCode":{"$ref":"#/$defs/exitCode"},"verdict":{"type":"string"},"summary":{"$ref":"#/$defs/summary"},"pacts":{"type":"array","items":{"$ref":"#/$defs/pact"}}}},"pact":{"title":"PactReport","description":"One pact at one Jira.","type":"object","required":["consumer","source","summary","exitCode","interactions","checks"],"additionalProperties":false,"properties":{"consumer":{"type":"string"},"consumerVersion":{"type":"string"},"source":{"type":"string","description":"The file, or the address at the broker."},"pathRoot":{"type":"string","description":"What its paths began with, if that was not Jira's REST root: this part was removed."},"why":{"type":"array","items":{"type":"string"},"description":"Why a broker wants it verified."},"pending":{"type":"boolean","description":"Its failure does not count."},"published":{"type":"string","description":"Where its result was published."},"problem":{"$ref":"#/$defs/finding","description":"Why it was not verified as a whole, or not published."},"summary":{"$ref":"#/$defs/summary"},"exitCode":{"$ref":"#/$defs/exitCode"},"interactions":{"type":"array","items":{"$ref":"#/$defs/interaction"},"description":"In the order of the replay."},"checks":{"type":"array","items":{"$ref":"#/$defs/check"}}}},"interaction":{"title":"InteractionResult","description":"What became of one interaction.","type":"object","required":["id","description","providerStates","method","path","status","mismatches","durationMs"],"additionalProperties":false,"properties":{"id":{"type":"string","description":"The same from run to run."},"description":{"type":"string"},"providerStates":{"type":"array","items":{"type":"string"},"description":"The provider states that it needs, by their names in the pact."},"method":{"type":"string"},"path":{"type":"string","description":"The path of its request, below Jira's REST root."},"status":{"title":"Status","description":"unverifiable: it was not sent, or no answer to it came.","enum":["verified","failed","unverifiable"]},"pending":{"type":"boolean","description":"The pact says that this interaction is pending: its failure does not count."},"code":{"$ref":"#/$defs/code","description":"The code of the finding, if it failed or could not be verified."},"at":{"type":"string","description":"The request that the finding concerns, where it is known. The cause begins with it."},"cause":{"type":"string"},"cure":{"type":"string"},"mismatches":{"type":"array","items":{"$ref":"#/$defs/mismatch"}},"curl":{"type":"string","description":"A line for a shell that repeats the request, with placeholders for secrets."},"exchange":{"title":"ShownExchange","description":"The request and the answer, as in HTTP, with placeholders instead of secrets.","type":"object","required":["request"],"additionalProperties":false,"properties":{"request":{"type":"string","description":"`POST /auth/1/session`, then its headers, an empty line and its body."},"answer":{"type":"string","description":"The status, then the headers, an empty line and the body; left out where no answer came."}}},"change":{"$ref":"#/$defs/change"},"durationMs":{"$ref":"#/$defs/milliseconds"}}},"mismatch":{"title":"Mismatch","description":"One difference between an answer and the contract.","type":"object","required":["kind","where","expected","actual","text"],"additionalProperties":false,"properties":{"kind":{"type":"string","description":"Pact's type in small letters: `status`, `header`, `body`, `body-type`, ..."},"where":{"type":"string","description":"The header's name, or the path in the body; empty for a status."},"expected":{"type":"string","description":"What the contract asks for: a value, or a rule in words."},"actual":{"type":"string"},"text":{"type":"string","description":"All of it in one line."}}},"check":{"title":"CheckResult","description":"What became of a check on the answers.","type":"object","required":["id","name","status","findings"],"additionalProperties":false,"properties":{"id":{"type":"string"},"name":{"type":"string"},"status":{"title":"CheckStatus","description":"warned: it holds, but something needs attention.","enum":["verified","warned","failed","unverifiable"]},"findings":{"type":"array","description":"What it found, with a stable code.","items":{"type":"object","required":["code","text"],"additionalProperties":false,"properties":{"code":{"$ref":"#/$defs/code"},"text":{"type":"string"}}}},"change":{"$ref":"#/$defs/change"}}}}};
const schema32 = {"type":"string","pattern":"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$","description":"ISO 8601, in UTC."};
const schema33 = {"type":"number","minimum":0,"description":"In milliseconds."};
const schema34 = {"title":"ExitCode","enum":[0,1,2],"description":"0: all that can be verified was verified, and that was at least one interaction; 1: the contract is broken; 2: the result is unknown."};
const schema36 = {"type":"integer","minimum":0};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$", "u");
const schema35 = {"title":"Summary","description":"How many interactions have each status.","type":"object","required":["verified","failed","unverifiable"],"additionalProperties":false,"properties":{"verified":{"$ref":"#/$defs/count"},"failed":{"$ref":"#/$defs/count"},"unverifiable":{"$ref":"#/$defs/count"}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.verified === undefined) && (missing0 = "verified")) || ((data.failed === undefined) && (missing0 = "failed"))) || ((data.unverifiable === undefined) && (missing0 = "unverifiable"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "verified") || (key0 === "failed")) || (key0 === "unverifiable"))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.verified !== undefined){
let data0 = data.verified;
const _errs2 = errors;
const _errs3 = errors;
if(!((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0)))){
validate21.errors = [{instancePath:instancePath+"/verified",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs3){
if(typeof data0 == "number"){
if(data0 < 0 || isNaN(data0)){
validate21.errors = [{instancePath:instancePath+"/verified",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failed !== undefined){
let data1 = data.failed;
const _errs5 = errors;
const _errs6 = errors;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
validate21.errors = [{instancePath:instancePath+"/failed",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if(typeof data1 == "number"){
if(data1 < 0 || isNaN(data1)){
validate21.errors = [{instancePath:instancePath+"/failed",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unverifiable !== undefined){
let data2 = data.unverifiable;
const _errs8 = errors;
const _errs9 = errors;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
validate21.errors = [{instancePath:instancePath+"/unverifiable",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if(typeof data2 == "number"){
if(data2 < 0 || isNaN(data2)){
validate21.errors = [{instancePath:instancePath+"/unverifiable",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema43 = {"title":"TargetReport","description":"One Jira with all pacts that were verified with it.","type":"object","required":["name","kind","baseUrl","flavour","version","siteUrl","sessionsLeftOpen","durationMs","exitCode","verdict","summary","pacts"],"additionalProperties":false,"properties":{"name":{"type":"string"},"kind":{"enum":["live","mocked"],"description":"The result of a mocked Jira says nothing about a real Jira."},"baseUrl":{"type":"string"},"flavour":{"type":"string","description":"server, datacenter, cloud or unknown; of a mocked Jira, its flavour."},"version":{"type":["string","null"]},"siteUrl":{"type":["string","null"],"description":"As the Jira itself reports it."},"sessionsLeftOpen":{"$ref":"#/$defs/count","description":"How many sessions may still be open: they could not be closed, or it is not known whether there are any."},"sessionsLeftOpenCause":{"$ref":"#/$defs/finding","description":"Why, where an answer says it."},"neededCookies":{"title":"NeededCookies","description":"Which cookies this Jira needs with a session. It breaks no contract of a client that sends back all of them. Left out if no session was open to ask with, and for a mocked Jira.","type":"object","required":["sessionCookieIsEnough","alsoNeeded"],"additionalProperties":false,"properties":{"sessionCookieIsEnough":{"type":"boolean","description":"Whether the cookie of the session alone was accepted."},"cookieFromBodyIsEnough":{"type":"boolean","description":"Whether session.name and session.value of the body are enough; left out if the body names no session."},"alsoNeeded":{"type":"array","items":{"type":"string"},"description":"The names of the cookies that have to come with it, such as AWSALB."}}},"certificateEndsAt":{"$ref":"#/$defs/time","description":"When the TLS certificate of the server ends. Left out for plain http."},"tokenEndsAt":{"$ref":"#/$defs/time","description":"When the first of the user's personal access tokens ends. Left out if Jira does not tell it."},"endsSoon":{"type":"array","items":{"$ref":"#/$defs/finding"},"description":"Which of them ends soon: warnings, which break no contract. Left out if there are none."},"definedAt":{"description":"The line of the targets file that names it.","type":"object","required":["file","line"],"additionalProperties":false,"properties":{"file":{"type":"string"},"line":{"type":"integer","minimum":1}}},"durationMs":{"$ref":"#/$defs/milliseconds"},"exitCode":{"$ref":"#/$defs/exitCode"},"verdict":{"type":"string"},"summary":{"$ref":"#/$defs/summary"},"pacts":{"type":"array","items":{"$ref":"#/$defs/pact"}}}};
const schema45 = {"title":"ToldFinding","description":"One thing that was found: its name, and what it is and what to do in words.","type":"object","required":["code","cause","cure"],"additionalProperties":false,"properties":{"code":{"$ref":"#/$defs/code"},"cause":{"type":"string","description":"What happened, with what is known of this one."},"cure":{"type":"string","description":"What to do about it."}}};
const schema46 = {"title":"FindingCode","type":"string","pattern":"^[a-z0-9-]+$","description":"The name of a finding: docs/reference/findings.md lists them all."};
const pattern6 = new RegExp("^[a-z0-9-]+$", "u");

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.code === undefined) && (missing0 = "code")) || ((data.cause === undefined) && (missing0 = "cause"))) || ((data.cure === undefined) && (missing0 = "cure"))){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "code") || (key0 === "cause")) || (key0 === "cure"))){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.code !== undefined){
let data0 = data.code;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(!pattern6.test(data0)){
validate24.errors = [{instancePath:instancePath+"/code",schemaPath:"#/$defs/code/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/code",schemaPath:"#/$defs/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cause !== undefined){
const _errs5 = errors;
if(typeof data.cause !== "string"){
validate24.errors = [{instancePath:instancePath+"/cause",schemaPath:"#/properties/cause/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cure !== undefined){
const _errs7 = errors;
if(typeof data.cure !== "string"){
validate24.errors = [{instancePath:instancePath+"/cure",schemaPath:"#/properties/cure/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema51 = {"title":"PactReport","description":"One pact at one Jira.","type":"object","required":["consumer","source","summary","exitCode","interactions","checks"],"additionalProperties":false,"properties":{"consumer":{"type":"string"},"consumerVersion":{"type":"string"},"source":{"type":"string","description":"The file, or the address at the broker."},"pathRoot":{"type":"string","description":"What its paths began with, if that was not Jira's REST root: this part was removed."},"why":{"type":"array","items":{"type":"string"},"description":"Why a broker wants it verified."},"pending":{"type":"boolean","description":"Its failure does not count."},"published":{"type":"string","description":"Where its result was published."},"problem":{"$ref":"#/$defs/finding","description":"Why it was not verified as a whole, or not published."},"summary":{"$ref":"#/$defs/summary"},"exitCode":{"$ref":"#/$defs/exitCode"},"interactions":{"type":"array","items":{"$ref":"#/$defs/interaction"},"description":"In the order of the replay."},"checks":{"type":"array","items":{"$ref":"#/$defs/check"}}}};
const schema53 = {"title":"InteractionResult","description":"What became of one interaction.","type":"object","required":["id","description","providerStates","method","path","status","mismatches","durationMs"],"additionalProperties":false,"properties":{"id":{"type":"string","description":"The same from run to run."},"description":{"type":"string"},"providerStates":{"type":"array","items":{"type":"string"},"description":"The provider states that it needs, by their names in the pact."},"method":{"type":"string"},"path":{"type":"string","description":"The path of its request, below Jira's REST root."},"status":{"title":"Status","description":"unverifiable: it was not sent, or no answer to it came.","enum":["verified","failed","unverifiable"]},"pending":{"type":"boolean","description":"The pact says that this interaction is pending: its failure does not count."},"code":{"$ref":"#/$defs/code","description":"The code of the finding, if it failed or could not be verified."},"at":{"type":"string","description":"The request that the finding concerns, where it is known. The cause begins with it."},"cause":{"type":"string"},"cure":{"type":"string"},"mismatches":{"type":"array","items":{"$ref":"#/$defs/mismatch"}},"curl":{"type":"string","description":"A line for a shell that repeats the request, with placeholders for secrets."},"exchange":{"title":"ShownExchange","description":"The request and the answer, as in HTTP, with placeholders instead of secrets.","type":"object","required":["request"],"additionalProperties":false,"properties":{"request":{"type":"string","description":"`POST /auth/1/session`, then its headers, an empty line and its body."},"answer":{"type":"string","description":"The status, then the headers, an empty line and the body; left out where no answer came."}}},"change":{"$ref":"#/$defs/change"},"durationMs":{"$ref":"#/$defs/milliseconds"}}};
const schema55 = {"title":"Mismatch","description":"One difference between an answer and the contract.","type":"object","required":["kind","where","expected","actual","text"],"additionalProperties":false,"properties":{"kind":{"type":"string","description":"Pact's type in small letters: `status`, `header`, `body`, `body-type`, ..."},"where":{"type":"string","description":"The header's name, or the path in the body; empty for a status."},"expected":{"type":"string","description":"What the contract asks for: a value, or a rule in words."},"actual":{"type":"string"},"text":{"type":"string","description":"All of it in one line."}}};
const schema56 = {"title":"Change","description":"How it compares with an earlier report, if it is or was broken.","type":"object","required":["kind","since"],"additionalProperties":false,"properties":{"kind":{"enum":["new","still-broken","mended","not-found-out"],"description":"not-found-out: it was broken, and this time it could not be verified."},"since":{"$ref":"#/$defs/time","description":"When the first run that found it broken began; ISO 8601, in UTC."}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.kind === undefined) && (missing0 = "kind")) || ((data.since === undefined) && (missing0 = "since"))){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "kind") || (key0 === "since"))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.kind !== undefined){
let data0 = data.kind;
const _errs2 = errors;
if(!((((data0 === "new") || (data0 === "still-broken")) || (data0 === "mended")) || (data0 === "not-found-out"))){
validate32.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema56.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.since !== undefined){
let data1 = data.since;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
validate32.errors = [{instancePath:instancePath+"/since",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/since",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.id === undefined) && (missing0 = "id")) || ((data.description === undefined) && (missing0 = "description"))) || ((data.providerStates === undefined) && (missing0 = "providerStates"))) || ((data.method === undefined) && (missing0 = "method"))) || ((data.path === undefined) && (missing0 = "path"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.mismatches === undefined) && (missing0 = "mismatches"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema53.properties, key0))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
const _errs2 = errors;
if(typeof data.id !== "string"){
validate31.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs4 = errors;
if(typeof data.description !== "string"){
validate31.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerStates !== undefined){
let data2 = data.providerStates;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
var valid1 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
const _errs8 = errors;
if(typeof data2[i0] !== "string"){
validate31.errors = [{instancePath:instancePath+"/providerStates/" + i0,schemaPath:"#/properties/providerStates/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs8 === errors;
if(!valid1){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/providerStates",schemaPath:"#/properties/providerStates/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.method !== undefined){
const _errs10 = errors;
if(typeof data.method !== "string"){
validate31.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
const _errs12 = errors;
if(typeof data.path !== "string"){
validate31.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
let data6 = data.status;
const _errs14 = errors;
if(!(((data6 === "verified") || (data6 === "failed")) || (data6 === "unverifiable"))){
validate31.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema53.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pending !== undefined){
const _errs15 = errors;
if(typeof data.pending !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/pending",schemaPath:"#/properties/pending/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.code !== undefined){
let data8 = data.code;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data8 === "string"){
if(!pattern6.test(data8)){
validate31.errors = [{instancePath:instancePath+"/code",schemaPath:"#/$defs/code/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/code",schemaPath:"#/$defs/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
const _errs20 = errors;
if(typeof data.at !== "string"){
validate31.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cause !== undefined){
const _errs22 = errors;
if(typeof data.cause !== "string"){
validate31.errors = [{instancePath:instancePath+"/cause",schemaPath:"#/properties/cause/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cure !== undefined){
const _errs24 = errors;
if(typeof data.cure !== "string"){
validate31.errors = [{instancePath:instancePath+"/cure",schemaPath:"#/properties/cure/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mismatches !== undefined){
let data12 = data.mismatches;
const _errs26 = errors;
if(errors === _errs26){
if(Array.isArray(data12)){
var valid3 = true;
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
let missing1;
if((((((data13.kind === undefined) && (missing1 = "kind")) || ((data13.where === undefined) && (missing1 = "where"))) || ((data13.expected === undefined) && (missing1 = "expected"))) || ((data13.actual === undefined) && (missing1 = "actual"))) || ((data13.text === undefined) && (missing1 = "text"))){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1,schemaPath:"#/$defs/mismatch/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs31 = errors;
for(const key1 in data13){
if(!(((((key1 === "kind") || (key1 === "where")) || (key1 === "expected")) || (key1 === "actual")) || (key1 === "text"))){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1,schemaPath:"#/$defs/mismatch/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs31 === errors){
if(data13.kind !== undefined){
const _errs32 = errors;
if(typeof data13.kind !== "string"){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1+"/kind",schemaPath:"#/$defs/mismatch/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs32 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.where !== undefined){
const _errs34 = errors;
if(typeof data13.where !== "string"){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1+"/where",schemaPath:"#/$defs/mismatch/properties/where/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs34 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.expected !== undefined){
const _errs36 = errors;
if(typeof data13.expected !== "string"){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1+"/expected",schemaPath:"#/$defs/mismatch/properties/expected/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs36 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.actual !== undefined){
const _errs38 = errors;
if(typeof data13.actual !== "string"){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1+"/actual",schemaPath:"#/$defs/mismatch/properties/actual/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs38 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data13.text !== undefined){
const _errs40 = errors;
if(typeof data13.text !== "string"){
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1+"/text",schemaPath:"#/$defs/mismatch/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs40 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/mismatches/" + i1,schemaPath:"#/$defs/mismatch/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid3 = _errs28 === errors;
if(!valid3){
break;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/mismatches",schemaPath:"#/properties/mismatches/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.curl !== undefined){
const _errs42 = errors;
if(typeof data.curl !== "string"){
validate31.errors = [{instancePath:instancePath+"/curl",schemaPath:"#/properties/curl/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exchange !== undefined){
let data20 = data.exchange;
const _errs44 = errors;
if(errors === _errs44){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing2;
if((data20.request === undefined) && (missing2 = "request")){
validate31.errors = [{instancePath:instancePath+"/exchange",schemaPath:"#/properties/exchange/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs46 = errors;
for(const key2 in data20){
if(!((key2 === "request") || (key2 === "answer"))){
validate31.errors = [{instancePath:instancePath+"/exchange",schemaPath:"#/properties/exchange/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs46 === errors){
if(data20.request !== undefined){
const _errs47 = errors;
if(typeof data20.request !== "string"){
validate31.errors = [{instancePath:instancePath+"/exchange/request",schemaPath:"#/properties/exchange/properties/request/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs47 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data20.answer !== undefined){
const _errs49 = errors;
if(typeof data20.answer !== "string"){
validate31.errors = [{instancePath:instancePath+"/exchange/answer",schemaPath:"#/properties/exchange/properties/answer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs49 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/exchange",schemaPath:"#/properties/exchange/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
const _errs51 = errors;
if(!(validate32(data.change, {instancePath:instancePath+"/change",parentData:data,parentDataProperty:"change",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data24 = data.durationMs;
const _errs52 = errors;
const _errs53 = errors;
if(errors === _errs53){
if(typeof data24 == "number"){
if(data24 < 0 || isNaN(data24)){
validate31.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs52 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema59 = {"title":"CheckResult","description":"What became of a check on the answers.","type":"object","required":["id","name","status","findings"],"additionalProperties":false,"properties":{"id":{"type":"string"},"name":{"type":"string"},"status":{"title":"CheckStatus","description":"warned: it holds, but something needs attention.","enum":["verified","warned","failed","unverifiable"]},"findings":{"type":"array","description":"What it found, with a stable code.","items":{"type":"object","required":["code","text"],"additionalProperties":false,"properties":{"code":{"$ref":"#/$defs/code"},"text":{"type":"string"}}}},"change":{"$ref":"#/$defs/change"}}};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.id === undefined) && (missing0 = "id")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.status === undefined) && (missing0 = "status"))) || ((data.findings === undefined) && (missing0 = "findings"))){
validate35.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "id") || (key0 === "name")) || (key0 === "status")) || (key0 === "findings")) || (key0 === "change"))){
validate35.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
const _errs2 = errors;
if(typeof data.id !== "string"){
validate35.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
const _errs4 = errors;
if(typeof data.name !== "string"){
validate35.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.status !== undefined){
let data2 = data.status;
const _errs6 = errors;
if(!((((data2 === "verified") || (data2 === "warned")) || (data2 === "failed")) || (data2 === "unverifiable"))){
validate35.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues: schema59.properties.status.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.findings !== undefined){
let data3 = data.findings;
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid1 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs9 = errors;
if(errors === _errs9){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if(((data4.code === undefined) && (missing1 = "code")) || ((data4.text === undefined) && (missing1 = "text"))){
validate35.errors = [{instancePath:instancePath+"/findings/" + i0,schemaPath:"#/properties/findings/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs11 = errors;
for(const key1 in data4){
if(!((key1 === "code") || (key1 === "text"))){
validate35.errors = [{instancePath:instancePath+"/findings/" + i0,schemaPath:"#/properties/findings/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs11 === errors){
if(data4.code !== undefined){
let data5 = data4.code;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(!pattern6.test(data5)){
validate35.errors = [{instancePath:instancePath+"/findings/" + i0+"/code",schemaPath:"#/$defs/code/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9-]+$"},message:"must match pattern \""+"^[a-z0-9-]+$"+"\""}];
return false;
}
}
else {
validate35.errors = [{instancePath:instancePath+"/findings/" + i0+"/code",schemaPath:"#/$defs/code/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data4.text !== undefined){
const _errs15 = errors;
if(typeof data4.text !== "string"){
validate35.errors = [{instancePath:instancePath+"/findings/" + i0+"/text",schemaPath:"#/properties/findings/items/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/findings/" + i0,schemaPath:"#/properties/findings/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs9 === errors;
if(!valid1){
break;
}
}
}
else {
validate35.errors = [{instancePath:instancePath+"/findings",schemaPath:"#/properties/findings/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.change !== undefined){
const _errs17 = errors;
if(!(validate32(data.change, {instancePath:instancePath+"/change",parentData:data,parentDataProperty:"change",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.consumer === undefined) && (missing0 = "consumer")) || ((data.source === undefined) && (missing0 = "source"))) || ((data.summary === undefined) && (missing0 = "summary"))) || ((data.exitCode === undefined) && (missing0 = "exitCode"))) || ((data.interactions === undefined) && (missing0 = "interactions"))) || ((data.checks === undefined) && (missing0 = "checks"))){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema51.properties, key0))){
validate28.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.consumer !== undefined){
const _errs2 = errors;
if(typeof data.consumer !== "string"){
validate28.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.consumerVersion !== undefined){
const _errs4 = errors;
if(typeof data.consumerVersion !== "string"){
validate28.errors = [{instancePath:instancePath+"/consumerVersion",schemaPath:"#/properties/consumerVersion/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.source !== undefined){
const _errs6 = errors;
if(typeof data.source !== "string"){
validate28.errors = [{instancePath:instancePath+"/source",schemaPath:"#/properties/source/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pathRoot !== undefined){
const _errs8 = errors;
if(typeof data.pathRoot !== "string"){
validate28.errors = [{instancePath:instancePath+"/pathRoot",schemaPath:"#/properties/pathRoot/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.why !== undefined){
let data4 = data.why;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
const _errs12 = errors;
if(typeof data4[i0] !== "string"){
validate28.errors = [{instancePath:instancePath+"/why/" + i0,schemaPath:"#/properties/why/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs12 === errors;
if(!valid1){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/why",schemaPath:"#/properties/why/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pending !== undefined){
const _errs14 = errors;
if(typeof data.pending !== "boolean"){
validate28.errors = [{instancePath:instancePath+"/pending",schemaPath:"#/properties/pending/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.published !== undefined){
const _errs16 = errors;
if(typeof data.published !== "string"){
validate28.errors = [{instancePath:instancePath+"/published",schemaPath:"#/properties/published/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.problem !== undefined){
const _errs18 = errors;
if(!(validate24(data.problem, {instancePath:instancePath+"/problem",parentData:data,parentDataProperty:"problem",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
const _errs19 = errors;
if(!(validate21(data.summary, {instancePath:instancePath+"/summary",parentData:data,parentDataProperty:"summary",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data10 = data.exitCode;
const _errs20 = errors;
if(!(((data10 === 0) || (data10 === 1)) || (data10 === 2))){
validate28.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/$defs/exitCode/enum",keyword:"enum",params:{allowedValues: schema34.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.interactions !== undefined){
let data11 = data.interactions;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data11)){
var valid3 = true;
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
const _errs24 = errors;
if(!(validate31(data11[i1], {instancePath:instancePath+"/interactions/" + i1,parentData:data11,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
var valid3 = _errs24 === errors;
if(!valid3){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.checks !== undefined){
let data13 = data.checks;
const _errs25 = errors;
if(errors === _errs25){
if(Array.isArray(data13)){
var valid4 = true;
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
const _errs27 = errors;
if(!(validate35(data13[i2], {instancePath:instancePath+"/checks/" + i2,parentData:data13,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate35.errors : vErrors.concat(validate35.errors);
errors = vErrors.length;
}
var valid4 = _errs27 === errors;
if(!valid4){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.name === undefined) && (missing0 = "name")) || ((data.kind === undefined) && (missing0 = "kind"))) || ((data.baseUrl === undefined) && (missing0 = "baseUrl"))) || ((data.flavour === undefined) && (missing0 = "flavour"))) || ((data.version === undefined) && (missing0 = "version"))) || ((data.siteUrl === undefined) && (missing0 = "siteUrl"))) || ((data.sessionsLeftOpen === undefined) && (missing0 = "sessionsLeftOpen"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))) || ((data.exitCode === undefined) && (missing0 = "exitCode"))) || ((data.verdict === undefined) && (missing0 = "verdict"))) || ((data.summary === undefined) && (missing0 = "summary"))) || ((data.pacts === undefined) && (missing0 = "pacts"))){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema43.properties, key0))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.name !== undefined){
const _errs2 = errors;
if(typeof data.name !== "string"){
validate23.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.kind !== undefined){
let data1 = data.kind;
const _errs4 = errors;
if(!((data1 === "live") || (data1 === "mocked"))){
validate23.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/enum",keyword:"enum",params:{allowedValues: schema43.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.baseUrl !== undefined){
const _errs5 = errors;
if(typeof data.baseUrl !== "string"){
validate23.errors = [{instancePath:instancePath+"/baseUrl",schemaPath:"#/properties/baseUrl/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.flavour !== undefined){
const _errs7 = errors;
if(typeof data.flavour !== "string"){
validate23.errors = [{instancePath:instancePath+"/flavour",schemaPath:"#/properties/flavour/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
let data4 = data.version;
const _errs9 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
validate23.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: schema43.properties.version.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.siteUrl !== undefined){
let data5 = data.siteUrl;
const _errs11 = errors;
if((typeof data5 !== "string") && (data5 !== null)){
validate23.errors = [{instancePath:instancePath+"/siteUrl",schemaPath:"#/properties/siteUrl/type",keyword:"type",params:{type: schema43.properties.siteUrl.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionsLeftOpen !== undefined){
let data6 = data.sessionsLeftOpen;
const _errs13 = errors;
const _errs14 = errors;
if(!((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6)))){
validate23.errors = [{instancePath:instancePath+"/sessionsLeftOpen",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if(typeof data6 == "number"){
if(data6 < 0 || isNaN(data6)){
validate23.errors = [{instancePath:instancePath+"/sessionsLeftOpen",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionsLeftOpenCause !== undefined){
const _errs16 = errors;
if(!(validate24(data.sessionsLeftOpenCause, {instancePath:instancePath+"/sessionsLeftOpenCause",parentData:data,parentDataProperty:"sessionsLeftOpenCause",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.neededCookies !== undefined){
let data8 = data.neededCookies;
const _errs17 = errors;
if(errors === _errs17){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing1;
if(((data8.sessionCookieIsEnough === undefined) && (missing1 = "sessionCookieIsEnough")) || ((data8.alsoNeeded === undefined) && (missing1 = "alsoNeeded"))){
validate23.errors = [{instancePath:instancePath+"/neededCookies",schemaPath:"#/properties/neededCookies/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs19 = errors;
for(const key1 in data8){
if(!(((key1 === "sessionCookieIsEnough") || (key1 === "cookieFromBodyIsEnough")) || (key1 === "alsoNeeded"))){
validate23.errors = [{instancePath:instancePath+"/neededCookies",schemaPath:"#/properties/neededCookies/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs19 === errors){
if(data8.sessionCookieIsEnough !== undefined){
const _errs20 = errors;
if(typeof data8.sessionCookieIsEnough !== "boolean"){
validate23.errors = [{instancePath:instancePath+"/neededCookies/sessionCookieIsEnough",schemaPath:"#/properties/neededCookies/properties/sessionCookieIsEnough/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs20 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data8.cookieFromBodyIsEnough !== undefined){
const _errs22 = errors;
if(typeof data8.cookieFromBodyIsEnough !== "boolean"){
validate23.errors = [{instancePath:instancePath+"/neededCookies/cookieFromBodyIsEnough",schemaPath:"#/properties/neededCookies/properties/cookieFromBodyIsEnough/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid2 = _errs22 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data8.alsoNeeded !== undefined){
let data11 = data8.alsoNeeded;
const _errs24 = errors;
if(errors === _errs24){
if(Array.isArray(data11)){
var valid3 = true;
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
const _errs26 = errors;
if(typeof data11[i0] !== "string"){
validate23.errors = [{instancePath:instancePath+"/neededCookies/alsoNeeded/" + i0,schemaPath:"#/properties/neededCookies/properties/alsoNeeded/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs26 === errors;
if(!valid3){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/neededCookies/alsoNeeded",schemaPath:"#/properties/neededCookies/properties/alsoNeeded/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs24 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/neededCookies",schemaPath:"#/properties/neededCookies/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.certificateEndsAt !== undefined){
let data13 = data.certificateEndsAt;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 === "string"){
if(!pattern4.test(data13)){
validate23.errors = [{instancePath:instancePath+"/certificateEndsAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/certificateEndsAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tokenEndsAt !== undefined){
let data14 = data.tokenEndsAt;
const _errs31 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(typeof data14 === "string"){
if(!pattern4.test(data14)){
validate23.errors = [{instancePath:instancePath+"/tokenEndsAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/tokenEndsAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.endsSoon !== undefined){
let data15 = data.endsSoon;
const _errs34 = errors;
if(errors === _errs34){
if(Array.isArray(data15)){
var valid6 = true;
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
const _errs36 = errors;
if(!(validate24(data15[i1], {instancePath:instancePath+"/endsSoon/" + i1,parentData:data15,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var valid6 = _errs36 === errors;
if(!valid6){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/endsSoon",schemaPath:"#/properties/endsSoon/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.definedAt !== undefined){
let data17 = data.definedAt;
const _errs37 = errors;
if(errors === _errs37){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing2;
if(((data17.file === undefined) && (missing2 = "file")) || ((data17.line === undefined) && (missing2 = "line"))){
validate23.errors = [{instancePath:instancePath+"/definedAt",schemaPath:"#/properties/definedAt/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs39 = errors;
for(const key2 in data17){
if(!((key2 === "file") || (key2 === "line"))){
validate23.errors = [{instancePath:instancePath+"/definedAt",schemaPath:"#/properties/definedAt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs39 === errors){
if(data17.file !== undefined){
const _errs40 = errors;
if(typeof data17.file !== "string"){
validate23.errors = [{instancePath:instancePath+"/definedAt/file",schemaPath:"#/properties/definedAt/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs40 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data17.line !== undefined){
let data19 = data17.line;
const _errs42 = errors;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
validate23.errors = [{instancePath:instancePath+"/definedAt/line",schemaPath:"#/properties/definedAt/properties/line/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs42){
if(typeof data19 == "number"){
if(data19 < 1 || isNaN(data19)){
validate23.errors = [{instancePath:instancePath+"/definedAt/line",schemaPath:"#/properties/definedAt/properties/line/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid7 = _errs42 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/definedAt",schemaPath:"#/properties/definedAt/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data20 = data.durationMs;
const _errs44 = errors;
const _errs45 = errors;
if(errors === _errs45){
if(typeof data20 == "number"){
if(data20 < 0 || isNaN(data20)){
validate23.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs44 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data21 = data.exitCode;
const _errs47 = errors;
if(!(((data21 === 0) || (data21 === 1)) || (data21 === 2))){
validate23.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/$defs/exitCode/enum",keyword:"enum",params:{allowedValues: schema34.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs47 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
const _errs49 = errors;
if(typeof data.verdict !== "string"){
validate23.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
const _errs51 = errors;
if(!(validate21(data.summary, {instancePath:instancePath+"/summary",parentData:data,parentDataProperty:"summary",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pacts !== undefined){
let data24 = data.pacts;
const _errs52 = errors;
if(errors === _errs52){
if(Array.isArray(data24)){
var valid10 = true;
const len2 = data24.length;
for(let i2=0; i2<len2; i2++){
const _errs54 = errors;
if(!(validate28(data24[i2], {instancePath:instancePath+"/pacts/" + i2,parentData:data24,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid10 = _errs54 === errors;
if(!valid10){
break;
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/pacts",schemaPath:"#/properties/pacts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs52 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:jira-session-contracts:report:1" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((data.formatVersion === undefined) && (missing0 = "formatVersion")) || ((data.tool === undefined) && (missing0 = "tool"))) || ((data.startedAt === undefined) && (missing0 = "startedAt"))) || ((data.durationMs === undefined) && (missing0 = "durationMs"))) || ((data.exitCode === undefined) && (missing0 = "exitCode"))) || ((data.verdict === undefined) && (missing0 = "verdict"))) || ((data.summary === undefined) && (missing0 = "summary"))) || ((data.targets === undefined) && (missing0 = "targets"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.formatVersion !== undefined){
const _errs2 = errors;
if(1 !== data.formatVersion){
validate20.errors = [{instancePath:instancePath+"/formatVersion",schemaPath:"#/properties/formatVersion/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tool !== undefined){
let data1 = data.tool;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if(((data1.name === undefined) && (missing1 = "name")) || ((data1.version === undefined) && (missing1 = "version"))){
validate20.errors = [{instancePath:instancePath+"/tool",schemaPath:"#/properties/tool/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
const _errs5 = errors;
for(const key1 in data1){
if(!((key1 === "name") || (key1 === "version"))){
validate20.errors = [{instancePath:instancePath+"/tool",schemaPath:"#/properties/tool/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs5 === errors){
if(data1.name !== undefined){
const _errs6 = errors;
if("jira-session-contracts" !== data1.name){
validate20.errors = [{instancePath:instancePath+"/tool/name",schemaPath:"#/properties/tool/properties/name/const",keyword:"const",params:{allowedValue: "jira-session-contracts"},message:"must be equal to constant"}];
return false;
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data1.version !== undefined){
const _errs7 = errors;
if(typeof data1.version !== "string"){
validate20.errors = [{instancePath:instancePath+"/tool/version",schemaPath:"#/properties/tool/properties/version/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/tool",schemaPath:"#/properties/tool/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined){
let data4 = data.startedAt;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.durationMs !== undefined){
let data5 = data.durationMs;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 == "number"){
if(data5 < 0 || isNaN(data5)){
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/durationMs",schemaPath:"#/$defs/milliseconds/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exitCode !== undefined){
let data6 = data.exitCode;
const _errs15 = errors;
if(!(((data6 === 0) || (data6 === 1)) || (data6 === 2))){
validate20.errors = [{instancePath:instancePath+"/exitCode",schemaPath:"#/$defs/exitCode/enum",keyword:"enum",params:{allowedValues: schema34.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.verdict !== undefined){
const _errs17 = errors;
if(typeof data.verdict !== "string"){
validate20.errors = [{instancePath:instancePath+"/verdict",schemaPath:"#/properties/verdict/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.summary !== undefined){
const _errs19 = errors;
if(!(validate21(data.summary, {instancePath:instancePath+"/summary",parentData:data,parentDataProperty:"summary",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shard !== undefined){
let data9 = data.shard;
const _errs20 = errors;
if(errors === _errs20){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing2;
if(((((data9.index === undefined) && (missing2 = "index")) || ((data9.total === undefined) && (missing2 = "total"))) || ((data9.targets === undefined) && (missing2 = "targets"))) || ((data9.run === undefined) && (missing2 = "run"))){
validate20.errors = [{instancePath:instancePath+"/shard",schemaPath:"#/properties/shard/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
const _errs22 = errors;
for(const key2 in data9){
if(!((((key2 === "index") || (key2 === "total")) || (key2 === "targets")) || (key2 === "run"))){
validate20.errors = [{instancePath:instancePath+"/shard",schemaPath:"#/properties/shard/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs22 === errors){
if(data9.index !== undefined){
let data10 = data9.index;
const _errs23 = errors;
if(!((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10)))){
validate20.errors = [{instancePath:instancePath+"/shard/index",schemaPath:"#/properties/shard/properties/index/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs23){
if(typeof data10 == "number"){
if(data10 > 10000 || isNaN(data10)){
validate20.errors = [{instancePath:instancePath+"/shard/index",schemaPath:"#/properties/shard/properties/index/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data10 < 1 || isNaN(data10)){
validate20.errors = [{instancePath:instancePath+"/shard/index",schemaPath:"#/properties/shard/properties/index/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid5 = _errs23 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data9.total !== undefined){
let data11 = data9.total;
const _errs25 = errors;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
validate20.errors = [{instancePath:instancePath+"/shard/total",schemaPath:"#/properties/shard/properties/total/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs25){
if(typeof data11 == "number"){
if(data11 > 10000 || isNaN(data11)){
validate20.errors = [{instancePath:instancePath+"/shard/total",schemaPath:"#/properties/shard/properties/total/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10000},message:"must be <= 10000"}];
return false;
}
else {
if(data11 < 1 || isNaN(data11)){
validate20.errors = [{instancePath:instancePath+"/shard/total",schemaPath:"#/properties/shard/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid5 = _errs25 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data9.targets !== undefined){
let data12 = data9.targets;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data12)){
var valid6 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
const _errs29 = errors;
if(typeof data12[i0] !== "string"){
validate20.errors = [{instancePath:instancePath+"/shard/targets/" + i0,schemaPath:"#/properties/shard/properties/targets/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid6 = _errs29 === errors;
if(!valid6){
break;
}
}
if(valid6){
let i1 = data12.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data12[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate20.errors = [{instancePath:instancePath+"/shard/targets",schemaPath:"#/properties/shard/properties/targets/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)"}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/shard/targets",schemaPath:"#/properties/shard/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid5 = _errs27 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data9.run !== undefined){
const _errs31 = errors;
if(typeof data9.run !== "string"){
validate20.errors = [{instancePath:instancePath+"/shard/run",schemaPath:"#/properties/shard/properties/run/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs31 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/shard",schemaPath:"#/properties/shard/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.history !== undefined){
let data15 = data.history;
const _errs33 = errors;
if(errors === _errs33){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
let missing3;
if((((data15.new === undefined) && (missing3 = "new")) || ((data15.stillBroken === undefined) && (missing3 = "stillBroken"))) || ((data15.mended === undefined) && (missing3 = "mended"))){
validate20.errors = [{instancePath:instancePath+"/history",schemaPath:"#/properties/history/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
const _errs35 = errors;
for(const key3 in data15){
if(!((((key3 === "baseline") || (key3 === "new")) || (key3 === "stillBroken")) || (key3 === "mended"))){
validate20.errors = [{instancePath:instancePath+"/history",schemaPath:"#/properties/history/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"}];
return false;
break;
}
}
if(_errs35 === errors){
if(data15.baseline !== undefined){
let data16 = data15.baseline;
const _errs36 = errors;
const _errs37 = errors;
if(errors === _errs37){
if(typeof data16 === "string"){
if(!pattern4.test(data16)){
validate20.errors = [{instancePath:instancePath+"/history/baseline",schemaPath:"#/$defs/time/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"},message:"must match pattern \""+"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"+"\""}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/history/baseline",schemaPath:"#/$defs/time/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid8 = _errs36 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.new !== undefined){
let data17 = data15.new;
const _errs39 = errors;
const _errs40 = errors;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
validate20.errors = [{instancePath:instancePath+"/history/new",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs40){
if(typeof data17 == "number"){
if(data17 < 0 || isNaN(data17)){
validate20.errors = [{instancePath:instancePath+"/history/new",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs39 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.stillBroken !== undefined){
let data18 = data15.stillBroken;
const _errs42 = errors;
const _errs43 = errors;
if(!((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18)))){
validate20.errors = [{instancePath:instancePath+"/history/stillBroken",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs43){
if(typeof data18 == "number"){
if(data18 < 0 || isNaN(data18)){
validate20.errors = [{instancePath:instancePath+"/history/stillBroken",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs42 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data15.mended !== undefined){
let data19 = data15.mended;
const _errs45 = errors;
const _errs46 = errors;
if(!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19)))){
validate20.errors = [{instancePath:instancePath+"/history/mended",schemaPath:"#/$defs/count/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs46){
if(typeof data19 == "number"){
if(data19 < 0 || isNaN(data19)){
validate20.errors = [{instancePath:instancePath+"/history/mended",schemaPath:"#/$defs/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid8 = _errs45 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/history",schemaPath:"#/properties/history/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.targets !== undefined){
let data20 = data.targets;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data20)){
var valid13 = true;
const len1 = data20.length;
for(let i2=0; i2<len1; i2++){
const _errs50 = errors;
if(!(validate23(data20[i2], {instancePath:instancePath+"/targets/" + i2,parentData:data20,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
var valid13 = _errs50 === errors;
if(!valid13){
break;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs48 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
import type { FindingCode } from '../src/finding-texts.ts';

/** What verify found, for one Jira or many. It contains no secrets. */
export interface Report {
  /** It changes when a field changes its meaning. */
  readonly "formatVersion": 1;
  readonly "tool": {
    readonly "name": "jira-session-contracts";
    readonly "version": string;
  };
  readonly "startedAt": string;
  readonly "durationMs": number;
  readonly "exitCode": ExitCode;
  /** The exit code in one sentence, with its cause and the next step. */
  readonly "verdict": string;
  readonly "summary": Summary;
  /** Which part of the targets this run had. */
  readonly "shard"?: Shard;
  /** How this report compares with an earlier one (--baseline). */
  readonly "history"?: History;
  /** The Jiras, in the order in which they were named. */
  readonly "targets": ReadonlyArray<TargetReport>;
}

/** 0: all that can be verified was verified, and that was at least one interaction; 1: the contract is broken; 2: the result is unknown. */
export type ExitCode = 0 | 1 | 2;

/** How many interactions have each status. */
export interface Summary {
  readonly "verified": number;
  readonly "failed": number;
  readonly "unverifiable": number;
}

/** Which part of the targets this run had. */
export interface Shard {
  /** From 1. */
  readonly "index": number;
  readonly "total": number;
  /** The names of the targets of all shards together, in the file's order. */
  readonly "targets": ReadonlyArray<string>;
  /** The same for all shards of one run: a hash of the targets, the pacts, and how they were divided. */
  readonly "run": string;
}

/** How this report compares with an earlier one (--baseline). */
export interface History {
  /** When the earlier run began; left out if there was no earlier report yet. */
  readonly "baseline"?: string;
  /** How many interactions and checks are broken now, and were not then. */
  readonly "new": number;
  readonly "stillBroken": number;
  readonly "mended": number;
}

/** One Jira with all pacts that were verified with it. */
export interface TargetReport {
  readonly "name": string;
  /** The result of a mocked Jira says nothing about a real Jira. */
  readonly "kind": "live" | "mocked";
  readonly "baseUrl": string;
  /** server, datacenter, cloud or unknown; of a mocked Jira, its flavour. */
  readonly "flavour": string;
  readonly "version": string | null;
  /** As the Jira itself reports it. */
  readonly "siteUrl": string | null;
  /** How many sessions may still be open: they could not be closed, or it is not known whether there are any. */
  readonly "sessionsLeftOpen": number;
  /** Why, where an answer says it. */
  readonly "sessionsLeftOpenCause"?: ToldFinding;
  /** Which cookies this Jira needs with a session. It breaks no contract of a client that sends back all of them. Left out if no session was open to ask with, and for a mocked Jira. */
  readonly "neededCookies"?: NeededCookies;
  /** When the TLS certificate of the server ends. Left out for plain http. */
  readonly "certificateEndsAt"?: string;
  /** When the first of the user's personal access tokens ends. Left out if Jira does not tell it. */
  readonly "tokenEndsAt"?: string;
  /** Which of them ends soon: warnings, which break no contract. Left out if there are none. */
  readonly "endsSoon"?: ReadonlyArray<ToldFinding>;
  /** The line of the targets file that names it. */
  readonly "definedAt"?: {
    readonly "file": string;
    readonly "line": number;
  };
  readonly "durationMs": number;
  readonly "exitCode": ExitCode;
  readonly "verdict": string;
  readonly "summary": Summary;
  readonly "pacts": ReadonlyArray<PactReport>;
}

/** One thing that was found: its name, and what it is and what to do in words. */
export interface ToldFinding {
  readonly "code": FindingCode;
  /** What happened, with what is known of this one. */
  readonly "cause": string;
  /** What to do about it. */
  readonly "cure": string;
}

/** Which cookies this Jira needs with a session. It breaks no contract of a client that sends back all of them. Left out if no session was open to ask with, and for a mocked Jira. */
export interface NeededCookies {
  /** Whether the cookie of the session alone was accepted. */
  readonly "sessionCookieIsEnough": boolean;
  /** Whether session.name and session.value of the body are enough; left out if the body names no session. */
  readonly "cookieFromBodyIsEnough"?: boolean;
  /** The names of the cookies that have to come with it, such as AWSALB. */
  readonly "alsoNeeded": ReadonlyArray<string>;
}

/** One pact at one Jira. */
export interface PactReport {
  readonly "consumer": string;
  readonly "consumerVersion"?: string;
  /** The file, or the address at the broker. */
  readonly "source": string;
  /** What its paths began with, if that was not Jira's REST root: this part was removed. */
  readonly "pathRoot"?: string;
  /** Why a broker wants it verified. */
  readonly "why"?: ReadonlyArray<string>;
  /** Its failure does not count. */
  readonly "pending"?: boolean;
  /** Where its result was published. */
  readonly "published"?: string;
  /** Why it was not verified as a whole, or not published. */
  readonly "problem"?: ToldFinding;
  readonly "summary": Summary;
  readonly "exitCode": ExitCode;
  /** In the order of the replay. */
  readonly "interactions": ReadonlyArray<InteractionResult>;
  readonly "checks": ReadonlyArray<CheckResult>;
}

/** What became of one interaction. */
export interface InteractionResult {
  /** The same from run to run. */
  readonly "id": string;
  readonly "description": string;
  /** The provider states that it needs, by their names in the pact. */
  readonly "providerStates": ReadonlyArray<string>;
  readonly "method": string;
  /** The path of its request, below Jira's REST root. */
  readonly "path": string;
  /** unverifiable: it was not sent, or no answer to it came. */
  readonly "status": Status;
  /** The pact says that this interaction is pending: its failure does not count. */
  readonly "pending"?: boolean;
  /** The code of the finding, if it failed or could not be verified. */
  readonly "code"?: FindingCode;
  /** The request that the finding concerns, where it is known. The cause begins with it. */
  readonly "at"?: string;
  readonly "cause"?: string;
  readonly "cure"?: string;
  readonly "mismatches": ReadonlyArray<Mismatch>;
  /** A line for a shell that repeats the request, with placeholders for secrets. */
  readonly "curl"?: string;
  /** The request and the answer, as in HTTP, with placeholders instead of secrets. */
  readonly "exchange"?: ShownExchange;
  readonly "change"?: Change;
  readonly "durationMs": number;
}

/** unverifiable: it was not sent, or no answer to it came. */
export type Status = "verified" | "failed" | "unverifiable";

/** One difference between an answer and the contract. */
export interface Mismatch {
  /** Pact's type in small letters: `status`, `header`, `body`, `body-type`, ... */
  readonly "kind": string;
  /** The header's name, or the path in the body; empty for a status. */
  readonly "where": string;
  /** What the contract asks for: a value, or a rule in words. */
  readonly "expected": string;
  readonly "actual": string;
  /** All of it in one line. */
  readonly "text": string;
}

/** The request and the answer, as in HTTP, with placeholders instead of secrets. */
export interface ShownExchange {
  /** `POST /auth/1/session`, then its headers, an empty line and its body. */
  readonly "request": string;
  /** The status, then the headers, an empty line and the body; left out where no answer came. */
  readonly "answer"?: string;
}

/** How it compares with an earlier report, if it is or was broken. */
export interface Change {
  /** not-found-out: it was broken, and this time it could not be verified. */
  readonly "kind": "new" | "still-broken" | "mended" | "not-found-out";
  /** When the first run that found it broken began; ISO 8601, in UTC. */
  readonly "since": string;
}

/** What became of a check on the answers. */
export interface CheckResult {
  readonly "id": string;
  readonly "name": string;
  /** warned: it holds, but something needs attention. */
  readonly "status": CheckStatus;
  /** What it found, with a stable code. */
  readonly "findings": ReadonlyArray<{
    readonly "code": FindingCode;
    readonly "text": string;
  }>;
  readonly "change"?: Change;
}

/** warned: it holds, but something needs attention. */
export type CheckStatus = "verified" | "warned" | "failed" | "unverifiable";
