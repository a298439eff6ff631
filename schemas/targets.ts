// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import equal from 'ajv/dist/runtime/equal.js';

export const isTargetsFile: ValidateFunction<TargetsFile> = validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:jira-session-contracts:targets","title":"Targets of jira-session-contracts","description":"The Jiras that one run of verify checks. The file names the settings that have the credentials. It never contains a credential itself.","type":"object","required":["targets"],"additionalProperties":false,"properties":{"$schema":{"type":"string"},"targets":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/target"}}},"$defs":{"setting":{"description":"The name of a setting, in the environment or in .env. Never the password or the token itself.","type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"},"file":{"type":"string","minLength":1},"target":{"title":"TargetEntry","type":"object","required":["name","baseUrl"],"additionalProperties":false,"dependentRequired":{"username":["password"],"password":["username"],"email":["apiToken"],"apiToken":["email"],"clientId":["clientSecret"],"clientSecret":["clientId"],"captchaUsername":["captchaPassword"],"captchaPassword":["captchaUsername"],"cert":["key"],"key":["cert"]},"properties":{"name":{"description":"The name of the Jira in every report. Use each name only once.","type":"string","maxLength":100,"pattern":"^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$"},"baseUrl":{"description":"Jira's REST root, such as https://jira.example.com/rest.","type":"string","minLength":1},"username":{"$ref":"#/$defs/setting","description":"The setting that holds the user name."},"password":{"$ref":"#/$defs/setting","description":"The setting that holds the password."},"personalAccessToken":{"$ref":"#/$defs/setting","description":"The setting that holds a personal access token (Data Center 8.14 on)."},"clientId":{"$ref":"#/$defs/setting","description":"The setting that holds the client id of a service account (Jira 11)."},"clientSecret":{"$ref":"#/$defs/setting","description":"The setting that holds the client secret of a service account."},"email":{"$ref":"#/$defs/setting","description":"The setting that holds the e-mail address (Cloud)."},"apiToken":{"$ref":"#/$defs/setting","description":"The setting that holds the API token (Cloud)."},"captchaUsername":{"$ref":"#/$defs/setting","description":"The setting that holds the name of a separate account for the CAPTCHA challenge. Wrong passwords are tried on this account, and it may be locked."},"captchaPassword":{"$ref":"#/$defs/setting","description":"The setting that holds the password of the CAPTCHA account."},"sessionCookie":{"$ref":"#/$defs/setting","description":"The setting that holds the cookie of a session that a person opened (single sign-on)."},"ca":{"$ref":"#/$defs/file","description":"A file with the certificate authority (CA) to trust, in PEM. The path is relative to this file."},"cert":{"$ref":"#/$defs/file","description":"A file with a client certificate, in PEM."},"key":{"$ref":"#/$defs/file","description":"A file with the key of the client certificate, in PEM."},"proxy":{"description":"The proxy for this Jira: http://host:port, or the name of a setting with the address, if the address has a password. If it is empty, no proxy is used for this Jira.","type":"string"},"timeout":{"description":"The time limit for one answer, in milliseconds.","type":"integer","minimum":1,"maximum":600000},"allowHttp":{"description":"Allows a password over plain http.","type":"boolean"},"insecure":{"description":"Accepts any certificate.","type":"boolean"},"pacts":{"description":"The pact files to verify with this Jira; paths are relative to this file. If neither pacts nor clients are given, the pact of jira-session-client is used.","type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/file"}},"clients":{"description":"The clients whose recorded pacts are verified with this Jira, such as python-jira; all for every client.","type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1}}}}}};
const schema32 = {"title":"TargetEntry","type":"object","required":["name","baseUrl"],"additionalProperties":false,"dependentRequired":{"username":["password"],"password":["username"],"email":["apiToken"],"apiToken":["email"],"clientId":["clientSecret"],"clientSecret":["clientId"],"captchaUsername":["captchaPassword"],"captchaPassword":["captchaUsername"],"cert":["key"],"key":["cert"]},"properties":{"name":{"description":"The name of the Jira in every report. Use each name only once.","type":"string","maxLength":100,"pattern":"^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$"},"baseUrl":{"description":"Jira's REST root, such as https://jira.example.com/rest.","type":"string","minLength":1},"username":{"$ref":"#/$defs/setting","description":"The setting that holds the user name."},"password":{"$ref":"#/$defs/setting","description":"The setting that holds the password."},"personalAccessToken":{"$ref":"#/$defs/setting","description":"The setting that holds a personal access token (Data Center 8.14 on)."},"clientId":{"$ref":"#/$defs/setting","description":"The setting that holds the client id of a service account (Jira 11)."},"clientSecret":{"$ref":"#/$defs/setting","description":"The setting that holds the client secret of a service account."},"email":{"$ref":"#/$defs/setting","description":"The setting that holds the e-mail address (Cloud)."},"apiToken":{"$ref":"#/$defs/setting","description":"The setting that holds the API token (Cloud)."},"captchaUsername":{"$ref":"#/$defs/setting","description":"The setting that holds the name of a separate account for the CAPTCHA challenge. Wrong passwords are tried on this account, and it may be locked."},"captchaPassword":{"$ref":"#/$defs/setting","description":"The setting that holds the password of the CAPTCHA account."},"sessionCookie":{"$ref":"#/$defs/setting","description":"The setting that holds the cookie of a session that a person opened (single sign-on)."},"ca":{"$ref":"#/$defs/file","description":"A file with the certificate authority (CA) to trust, in PEM. The path is relative to this file."},"cert":{"$ref":"#/$defs/file","description":"A file with a client certificate, in PEM."},"key":{"$ref":"#/$defs/file","description":"A file with the key of the client certificate, in PEM."},"proxy":{"description":"The proxy for this Jira: http://host:port, or the name of a setting with the address, if the address has a password. If it is empty, no proxy is used for this Jira.","type":"string"},"timeout":{"description":"The time limit for one answer, in milliseconds.","type":"integer","minimum":1,"maximum":600000},"allowHttp":{"description":"Allows a password over plain http.","type":"boolean"},"insecure":{"description":"Accepts any certificate.","type":"boolean"},"pacts":{"description":"The pact files to verify with this Jira; paths are relative to this file. If neither pacts nor clients are given, the pact of jira-session-client is used.","type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/file"}},"clients":{"description":"The clients whose recorded pacts are verified with this Jira, such as python-jira; all for every client.","type":"array","minItems":1,"uniqueItems":true,"items":{"type":"string","minLength":1}}}};
const schema33 = {"description":"The name of a setting, in the environment or in .env. Never the password or the token itself.","type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"};
const schema43 = {"type":"string","minLength":1};
const func1 = Object.prototype.hasOwnProperty;
const func2 = (ucs2length.default ?? ucs2length);
const func0 = (equal.default ?? equal);
const pattern4 = new RegExp("^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$", "u");
const pattern5 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");

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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema32.required,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.baseUrl === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "baseUrl"},message:"must have required property '"+"baseUrl"+"'",schema:schema32.required,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema32.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func2(data0) > 100){
const err3 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 100},message:"must NOT have more than 100 characters",schema:100,parentSchema:schema32.properties.name,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern4.test(data0)){
const err4 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$"},message:"must match pattern \""+"^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$"+"\"",schema:"^[^\\p{C}\\s]([^\\p{C}]*[^\\p{C}\\s])?$",parentSchema:schema32.properties.name,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.name.type,parentSchema:schema32.properties.name,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.baseUrl !== undefined){
let data1 = data.baseUrl;
if(typeof data1 === "string"){
if(func2(data1) < 1){
const err6 = {instancePath:instancePath+"/baseUrl",schemaPath:"#/properties/baseUrl/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema32.properties.baseUrl,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/baseUrl",schemaPath:"#/properties/baseUrl/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.baseUrl.type,parentSchema:schema32.properties.baseUrl,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.username !== undefined){
let data2 = data.username;
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
const err8 = {instancePath:instancePath+"/username",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/username",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.password !== undefined){
let data3 = data.password;
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
const err10 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.personalAccessToken !== undefined){
let data4 = data.personalAccessToken;
if(typeof data4 === "string"){
if(!pattern5.test(data4)){
const err12 = {instancePath:instancePath+"/personalAccessToken",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/personalAccessToken",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.clientId !== undefined){
let data5 = data.clientId;
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
const err14 = {instancePath:instancePath+"/clientId",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/clientId",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.clientSecret !== undefined){
let data6 = data.clientSecret;
if(typeof data6 === "string"){
if(!pattern5.test(data6)){
const err16 = {instancePath:instancePath+"/clientSecret",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/clientSecret",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.email !== undefined){
let data7 = data.email;
if(typeof data7 === "string"){
if(!pattern5.test(data7)){
const err18 = {instancePath:instancePath+"/email",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/email",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.apiToken !== undefined){
let data8 = data.apiToken;
if(typeof data8 === "string"){
if(!pattern5.test(data8)){
const err20 = {instancePath:instancePath+"/apiToken",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/apiToken",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data8};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.captchaUsername !== undefined){
let data9 = data.captchaUsername;
if(typeof data9 === "string"){
if(!pattern5.test(data9)){
const err22 = {instancePath:instancePath+"/captchaUsername",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/captchaUsername",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.captchaPassword !== undefined){
let data10 = data.captchaPassword;
if(typeof data10 === "string"){
if(!pattern5.test(data10)){
const err24 = {instancePath:instancePath+"/captchaPassword",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/captchaPassword",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.sessionCookie !== undefined){
let data11 = data.sessionCookie;
if(typeof data11 === "string"){
if(!pattern5.test(data11)){
const err26 = {instancePath:instancePath+"/sessionCookie",schemaPath:"#/$defs/setting/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]*$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]*$",parentSchema:schema33,data:data11};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/sessionCookie",schemaPath:"#/$defs/setting/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.ca !== undefined){
let data12 = data.ca;
if(typeof data12 === "string"){
if(func2(data12) < 1){
const err28 = {instancePath:instancePath+"/ca",schemaPath:"#/$defs/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema43,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/ca",schemaPath:"#/$defs/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.type,parentSchema:schema43,data:data12};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.cert !== undefined){
let data13 = data.cert;
if(typeof data13 === "string"){
if(func2(data13) < 1){
const err30 = {instancePath:instancePath+"/cert",schemaPath:"#/$defs/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema43,data:data13};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/cert",schemaPath:"#/$defs/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.type,parentSchema:schema43,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.key !== undefined){
let data14 = data.key;
if(typeof data14 === "string"){
if(func2(data14) < 1){
const err32 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema43,data:data14};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/key",schemaPath:"#/$defs/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.type,parentSchema:schema43,data:data14};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.proxy !== undefined){
let data15 = data.proxy;
if(typeof data15 !== "string"){
const err34 = {instancePath:instancePath+"/proxy",schemaPath:"#/properties/proxy/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.proxy.type,parentSchema:schema32.properties.proxy,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.timeout !== undefined){
let data16 = data.timeout;
if(!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16)))){
const err35 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema32.properties.timeout.type,parentSchema:schema32.properties.timeout,data:data16};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(typeof data16 == "number"){
if(data16 > 600000 || isNaN(data16)){
const err36 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 600000},message:"must be <= 600000",schema:600000,parentSchema:schema32.properties.timeout,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data16 < 1 || isNaN(data16)){
const err37 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema32.properties.timeout,data:data16};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
if(data.allowHttp !== undefined){
let data17 = data.allowHttp;
if(typeof data17 !== "boolean"){
const err38 = {instancePath:instancePath+"/allowHttp",schemaPath:"#/properties/allowHttp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema32.properties.allowHttp.type,parentSchema:schema32.properties.allowHttp,data:data17};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.insecure !== undefined){
let data18 = data.insecure;
if(typeof data18 !== "boolean"){
const err39 = {instancePath:instancePath+"/insecure",schemaPath:"#/properties/insecure/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema32.properties.insecure.type,parentSchema:schema32.properties.insecure,data:data18};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data.pacts !== undefined){
let data19 = data.pacts;
if(Array.isArray(data19)){
if(data19.length < 1){
const err40 = {instancePath:instancePath+"/pacts",schemaPath:"#/properties/pacts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema32.properties.pacts,data:data19};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
const len0 = data19.length;
for(let i0=0; i0<len0; i0++){
let data20 = data19[i0];
if(typeof data20 === "string"){
if(func2(data20) < 1){
const err41 = {instancePath:instancePath+"/pacts/" + i0,schemaPath:"#/$defs/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema43,data:data20};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/pacts/" + i0,schemaPath:"#/$defs/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema43.type,parentSchema:schema43,data:data20};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
let i1 = data19.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data19[i1], data19[j0])){
const err43 = {instancePath:instancePath+"/pacts",schemaPath:"#/properties/pacts/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema32.properties.pacts,data:data19};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err44 = {instancePath:instancePath+"/pacts",schemaPath:"#/properties/pacts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema32.properties.pacts.type,parentSchema:schema32.properties.pacts,data:data19};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.clients !== undefined){
let data21 = data.clients;
if(Array.isArray(data21)){
if(data21.length < 1){
const err45 = {instancePath:instancePath+"/clients",schemaPath:"#/properties/clients/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema32.properties.clients,data:data21};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len1 = data21.length;
for(let i2=0; i2<len1; i2++){
let data22 = data21[i2];
if(typeof data22 === "string"){
if(func2(data22) < 1){
const err46 = {instancePath:instancePath+"/clients/" + i2,schemaPath:"#/properties/clients/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema32.properties.clients.items,data:data22};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/clients/" + i2,schemaPath:"#/properties/clients/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.properties.clients.items.type,parentSchema:schema32.properties.clients.items,data:data22};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
let i3 = data21.length;
let j1;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data21[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j1 = indices0[item0];
const err48 = {instancePath:instancePath+"/clients",schemaPath:"#/properties/clients/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema32.properties.clients,data:data21};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err49 = {instancePath:instancePath+"/clients",schemaPath:"#/properties/clients/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema32.properties.clients.type,parentSchema:schema32.properties.clients,data:data21};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.username !== undefined){
if(data.password === undefined){
const err50 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "username",
    missingProperty: "password",
    depsCount: 1,
    deps: "password"},message:"must have property password when property username is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.password !== undefined){
if(data.username === undefined){
const err51 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "password",
    missingProperty: "username",
    depsCount: 1,
    deps: "username"},message:"must have property username when property password is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.email !== undefined){
if(data.apiToken === undefined){
const err52 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "email",
    missingProperty: "apiToken",
    depsCount: 1,
    deps: "apiToken"},message:"must have property apiToken when property email is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.apiToken !== undefined){
if(data.email === undefined){
const err53 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "apiToken",
    missingProperty: "email",
    depsCount: 1,
    deps: "email"},message:"must have property email when property apiToken is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data.clientId !== undefined){
if(data.clientSecret === undefined){
const err54 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "clientId",
    missingProperty: "clientSecret",
    depsCount: 1,
    deps: "clientSecret"},message:"must have property clientSecret when property clientId is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.clientSecret !== undefined){
if(data.clientId === undefined){
const err55 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "clientSecret",
    missingProperty: "clientId",
    depsCount: 1,
    deps: "clientId"},message:"must have property clientId when property clientSecret is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data.captchaUsername !== undefined){
if(data.captchaPassword === undefined){
const err56 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "captchaUsername",
    missingProperty: "captchaPassword",
    depsCount: 1,
    deps: "captchaPassword"},message:"must have property captchaPassword when property captchaUsername is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data.captchaPassword !== undefined){
if(data.captchaUsername === undefined){
const err57 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "captchaPassword",
    missingProperty: "captchaUsername",
    depsCount: 1,
    deps: "captchaUsername"},message:"must have property captchaUsername when property captchaPassword is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data.cert !== undefined){
if(data.key === undefined){
const err58 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "cert",
    missingProperty: "key",
    depsCount: 1,
    deps: "key"},message:"must have property key when property cert is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.key !== undefined){
if(data.cert === undefined){
const err59 = {instancePath,schemaPath:"#/dependentRequired",keyword:"dependentRequired",params:{property: "key",
    missingProperty: "cert",
    depsCount: 1,
    deps: "cert"},message:"must have property cert when property key is present",schema:schema32.dependentRequired,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.type,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:jira-session-contracts:targets" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.targets === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "targets"},message:"must have required property '"+"targets"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "$schema") || (key0 === "targets"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.$schema !== undefined){
let data0 = data.$schema;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.$schema.type,parentSchema:schema31.properties.$schema,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.targets !== undefined){
let data1 = data.targets;
if(Array.isArray(data1)){
if(data1.length < 1){
const err3 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.targets,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(!(validate21(data1[i0], {instancePath:instancePath+"/targets/" + i0,parentData:data1,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.targets.type,parentSchema:schema31.properties.targets,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
/** The Jiras that one run of verify checks. The file names the settings that have the credentials. It never contains a credential itself. */
export interface TargetsFile {
  readonly "$schema"?: string;
  readonly "targets": ReadonlyArray<TargetEntry>;
}

export interface TargetEntry {
  /** The name of the Jira in every report. Use each name only once. */
  readonly "name": string;
  /** Jira's REST root, such as https://jira.example.com/rest. */
  readonly "baseUrl": string;
  /** The setting that holds the user name. */
  readonly "username"?: string;
  /** The setting that holds the password. */
  readonly "password"?: string;
  /** The setting that holds a personal access token (Data Center 8.14 on). */
  readonly "personalAccessToken"?: string;
  /** The setting that holds the client id of a service account (Jira 11). */
  readonly "clientId"?: string;
  /** The setting that holds the client secret of a service account. */
  readonly "clientSecret"?: string;
  /** The setting that holds the e-mail address (Cloud). */
  readonly "email"?: string;
  /** The setting that holds the API token (Cloud). */
  readonly "apiToken"?: string;
  /** The setting that holds the name of a separate account for the CAPTCHA challenge. Wrong passwords are tried on this account, and it may be locked. */
  readonly "captchaUsername"?: string;
  /** The setting that holds the password of the CAPTCHA account. */
  readonly "captchaPassword"?: string;
  /** The setting that holds the cookie of a session that a person opened (single sign-on). */
  readonly "sessionCookie"?: string;
  /** A file with the certificate authority (CA) to trust, in PEM. The path is relative to this file. */
  readonly "ca"?: string;
  /** A file with a client certificate, in PEM. */
  readonly "cert"?: string;
  /** A file with the key of the client certificate, in PEM. */
  readonly "key"?: string;
  /** The proxy for this Jira: http://host:port, or the name of a setting with the address, if the address has a password. If it is empty, no proxy is used for this Jira. */
  readonly "proxy"?: string;
  /** The time limit for one answer, in milliseconds. */
  readonly "timeout"?: number;
  /** Allows a password over plain http. */
  readonly "allowHttp"?: boolean;
  /** Accepts any certificate. */
  readonly "insecure"?: boolean;
  /** The pact files to verify with this Jira; paths are relative to this file. If neither pacts nor clients are given, the pact of jira-session-client is used. */
  readonly "pacts"?: ReadonlyArray<string>;
  /** The clients whose recorded pacts are verified with this Jira, such as python-jira; all for every client. */
  readonly "clients"?: ReadonlyArray<string>;
}
