// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

export const isPact: ValidateFunction = validate20;
const schema31 = {"type":"object","required":["consumer","provider","interactions"],"properties":{"consumer":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"provider":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1}}},"metadata":{"type":["object","null"]},"interactions":{"type":"array","minItems":1,"items":{"type":"object"}}}};
const func1 = (ucs2length.default ?? ucs2length);

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
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
if((((data.consumer === undefined) && (missing0 = "consumer")) || ((data.provider === undefined) && (missing0 = "provider"))) || ((data.interactions === undefined) && (missing0 = "interactions"))){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.consumer !== undefined){
let data0 = data.consumer;
const _errs1 = errors;
if(errors === _errs1){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
let missing1;
if((data0.name === undefined) && (missing1 = "name")){
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data0.name !== undefined){
let data1 = data0.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer/name",schemaPath:"#/properties/consumer/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/consumer",schemaPath:"#/properties/consumer/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider !== undefined){
let data2 = data.provider;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing2;
if((data2.name === undefined) && (missing2 = "name")){
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data2.name !== undefined){
let data3 = data2.name;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider/name",schemaPath:"#/properties/provider/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metadata !== undefined){
let data4 = data.metadata;
const _errs9 = errors;
if((!(data4 && typeof data4 == "object" && !Array.isArray(data4))) && (data4 !== null)){
validate20.errors = [{instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: schema31.properties.metadata.type},message:"must be object,null"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.interactions !== undefined){
let data5 = data.interactions;
const _errs11 = errors;
if(errors === _errs11){
if(Array.isArray(data5)){
if(data5.length < 1){
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
const _errs13 = errors;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate20.errors = [{instancePath:instancePath+"/interactions/" + i0,schemaPath:"#/properties/interactions/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid3 = _errs13 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/interactions",schemaPath:"#/properties/interactions/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs11 === errors;
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
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"consumer":true,"provider":true,"metadata":true,"interactions":true},"dynamicProps":false,"dynamicItems":false};

export const isInteraction: ValidateFunction = validate21;
const schema32 = {"type":"object","required":["description","request","response"],"properties":{"description":{"type":"string","minLength":1},"pending":{"type":["boolean","null"]},"comments":{"type":["object","null"],"properties":{"jira-session-contracts":{"type":"array","items":{"anyOf":[{"type":"object","required":["anyMediaType"],"properties":{"anyMediaType":{"const":true}}},{"type":"object","required":["body","types"],"properties":{"body":{"type":"array","items":{"type":["string","integer"]}},"types":{"type":"array","items":{"enum":["string","number","boolean","object","array","null"]}}}},{"type":"object","required":["header","regex","mayBeAbsent"],"properties":{"header":{"type":"string"},"regex":{"type":"string"},"mayBeAbsent":{"type":"boolean"}}}]}}}},"providerStates":{"type":["array","null"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1},"params":{"type":"object"}}}},"providerState":{"type":["string","null"]},"provider_state":{"type":["string","null"]},"request":{"type":"object","required":["method","path"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"method":{"type":"string","pattern":"^[A-Za-z]+$"},"path":{"type":"string","minLength":1}}},"response":{"type":"object","required":["status"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"status":{"type":"integer","minimum":100,"maximum":599}}}}};
const pattern4 = new RegExp("^[A-Za-z]+$", "u");

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
if((((data.description === undefined) && (missing0 = "description")) || ((data.request === undefined) && (missing0 = "request"))) || ((data.response === undefined) && (missing0 = "response"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.description !== undefined){
let data0 = data.description;
const _errs1 = errors;
if(errors === _errs1){
if(typeof data0 === "string"){
if(func1(data0) < 1){
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pending !== undefined){
let data1 = data.pending;
const _errs3 = errors;
if((typeof data1 !== "boolean") && (data1 !== null)){
validate21.errors = [{instancePath:instancePath+"/pending",schemaPath:"#/properties/pending/type",keyword:"type",params:{type: schema32.properties.pending.type},message:"must be boolean,null"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.comments !== undefined){
let data2 = data.comments;
const _errs5 = errors;
if((!(data2 && typeof data2 == "object" && !Array.isArray(data2))) && (data2 !== null)){
validate21.errors = [{instancePath:instancePath+"/comments",schemaPath:"#/properties/comments/type",keyword:"type",params:{type: schema32.properties.comments.type},message:"must be object,null"}];
return false;
}
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2["jira-session-contracts"] !== undefined){
let data3 = data2["jira-session-contracts"];
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
var valid2 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
const _errs9 = errors;
const _errs10 = errors;
let valid3 = false;
const _errs11 = errors;
if(errors === _errs11){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((data4.anyMediaType === undefined) && (missing1 = "anyMediaType")){
const err0 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(data4.anyMediaType !== undefined){
if(true !== data4.anyMediaType){
const err1 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyMediaType",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/anyMediaType/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
}
else {
const err2 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
var props0 = {};
props0.anyMediaType = true;
}
const _errs14 = errors;
if(errors === _errs14){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if(((data4.body === undefined) && (missing2 = "body")) || ((data4.types === undefined) && (missing2 = "types"))){
const err3 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data4.body !== undefined){
let data6 = data4.body;
const _errs16 = errors;
if(errors === _errs16){
if(Array.isArray(data6)){
var valid6 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
const _errs18 = errors;
if((typeof data7 !== "string") && (!((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))))){
const err4 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body/" + i1,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/body/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[1].properties.body.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var valid6 = _errs18 === errors;
if(!valid6){
break;
}
}
}
else {
const err5 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/body/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.types !== undefined){
let data8 = data4.types;
const _errs20 = errors;
if(errors === _errs20){
if(Array.isArray(data8)){
var valid7 = true;
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
let data9 = data8[i2];
const _errs22 = errors;
if(!((((((data9 === "string") || (data9 === "number")) || (data9 === "boolean")) || (data9 === "object")) || (data9 === "array")) || (data9 === "null"))){
const err6 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types/" + i2,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/types/items/enum",keyword:"enum",params:{allowedValues: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[1].properties.types.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid7 = _errs22 === errors;
if(!valid7){
break;
}
}
}
else {
const err7 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
else {
const err8 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs14 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.body = true;
props0.types = true;
}
}
const _errs23 = errors;
if(errors === _errs23){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing3;
if((((data4.header === undefined) && (missing3 = "header")) || ((data4.regex === undefined) && (missing3 = "regex"))) || ((data4.mayBeAbsent === undefined) && (missing3 = "mayBeAbsent"))){
const err9 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
if(data4.header !== undefined){
const _errs25 = errors;
if(typeof data4.header !== "string"){
const err10 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/header",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/header/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var valid8 = _errs25 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data4.regex !== undefined){
const _errs27 = errors;
if(typeof data4.regex !== "string"){
const err11 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/regex",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/regex/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var valid8 = _errs27 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data4.mayBeAbsent !== undefined){
const _errs29 = errors;
if(typeof data4.mayBeAbsent !== "boolean"){
const err12 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/mayBeAbsent",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/mayBeAbsent/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var valid8 = _errs29 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.header = true;
props0.regex = true;
props0.mayBeAbsent = true;
}
}
if(!valid3){
const err14 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var valid2 = _errs9 === errors;
if(!valid2){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/comments/jira-session-contracts",schemaPath:"#/properties/comments/properties/jira-session-contracts/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerStates !== undefined){
let data13 = data.providerStates;
const _errs31 = errors;
if((!(Array.isArray(data13))) && (data13 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerStates",schemaPath:"#/properties/providerStates/type",keyword:"type",params:{type: schema32.properties.providerStates.type},message:"must be array,null"}];
return false;
}
if(errors === _errs31){
if(Array.isArray(data13)){
var valid9 = true;
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
let data14 = data13[i3];
const _errs33 = errors;
if(errors === _errs33){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing4;
if((data14.name === undefined) && (missing4 = "name")){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i3,schemaPath:"#/properties/providerStates/items/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
if(data14.name !== undefined){
let data15 = data14.name;
const _errs35 = errors;
if(errors === _errs35){
if(typeof data15 === "string"){
if(func1(data15) < 1){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i3+"/name",schemaPath:"#/properties/providerStates/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i3+"/name",schemaPath:"#/properties/providerStates/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid10 = _errs35 === errors;
}
else {
var valid10 = true;
}
if(valid10){
if(data14.params !== undefined){
let data16 = data14.params;
const _errs37 = errors;
if(!(data16 && typeof data16 == "object" && !Array.isArray(data16))){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i3+"/params",schemaPath:"#/properties/providerStates/items/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid10 = _errs37 === errors;
}
else {
var valid10 = true;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i3,schemaPath:"#/properties/providerStates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid9 = _errs33 === errors;
if(!valid9){
break;
}
}
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerState !== undefined){
let data17 = data.providerState;
const _errs39 = errors;
if((typeof data17 !== "string") && (data17 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerState",schemaPath:"#/properties/providerState/type",keyword:"type",params:{type: schema32.properties.providerState.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs39 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider_state !== undefined){
let data18 = data.provider_state;
const _errs41 = errors;
if((typeof data18 !== "string") && (data18 !== null)){
validate21.errors = [{instancePath:instancePath+"/provider_state",schemaPath:"#/properties/provider_state/type",keyword:"type",params:{type: schema32.properties.provider_state.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs41 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data19 = data.request;
const _errs43 = errors;
if(errors === _errs43){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing5;
if(((data19.method === undefined) && (missing5 = "method")) || ((data19.path === undefined) && (missing5 = "path"))){
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
if(data19.query !== undefined){
let data20 = data19.query;
const _errs45 = errors;
if(((typeof data20 !== "string") && (!(data20 && typeof data20 == "object" && !Array.isArray(data20)))) && (data20 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/query",schemaPath:"#/properties/request/properties/query/type",keyword:"type",params:{type: schema32.properties.request.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid11 = _errs45 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data19.headers !== undefined){
let data21 = data19.headers;
const _errs47 = errors;
if((!(data21 && typeof data21 == "object" && !Array.isArray(data21))) && (data21 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/headers",schemaPath:"#/properties/request/properties/headers/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs47){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key0 in data21){
let data22 = data21[key0];
const _errs50 = errors;
const _errs51 = errors;
let valid13 = false;
const _errs52 = errors;
if(((typeof data22 !== "string") && (!(typeof data22 == "number"))) && (typeof data22 !== "boolean")){
const err15 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid1 = _errs52 === errors;
valid13 = valid13 || _valid1;
const _errs54 = errors;
if(errors === _errs54){
if(Array.isArray(data22)){
if(data22.length < 1){
const err16 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
var valid14 = true;
const len4 = data22.length;
for(let i4=0; i4<len4; i4++){
let data23 = data22[i4];
const _errs56 = errors;
if(((typeof data23 !== "string") && (!(typeof data23 == "number"))) && (typeof data23 !== "boolean")){
const err17 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4,schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var valid14 = _errs56 === errors;
if(!valid14){
break;
}
}
}
}
else {
const err18 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid1 = _errs54 === errors;
valid13 = valid13 || _valid1;
if(!valid13){
const err19 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs51;
if(vErrors !== null){
if(_errs51){
vErrors.length = _errs51;
}
else {
vErrors = null;
}
}
}
var valid12 = _errs50 === errors;
if(!valid12){
break;
}
}
}
}
var valid11 = _errs47 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data19.matchingRules !== undefined){
let data24 = data19.matchingRules;
const _errs58 = errors;
if((!(data24 && typeof data24 == "object" && !Array.isArray(data24))) && (data24 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/matchingRules",schemaPath:"#/properties/request/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.request.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid11 = _errs58 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data19.generators !== undefined){
let data25 = data19.generators;
const _errs60 = errors;
if((!(data25 && typeof data25 == "object" && !Array.isArray(data25))) && (data25 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/generators",schemaPath:"#/properties/request/properties/generators/type",keyword:"type",params:{type: schema32.properties.request.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid11 = _errs60 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data19.method !== undefined){
let data26 = data19.method;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data26 === "string"){
if(!pattern4.test(data26)){
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]+$"},message:"must match pattern \""+"^[A-Za-z]+$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs62 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data19.path !== undefined){
let data27 = data19.path;
const _errs64 = errors;
if(errors === _errs64){
if(typeof data27 === "string"){
if(func1(data27) < 1){
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid11 = _errs64 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.response !== undefined){
let data28 = data.response;
const _errs66 = errors;
if(errors === _errs66){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing6;
if((data28.status === undefined) && (missing6 = "status")){
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"}];
return false;
}
else {
if(data28.query !== undefined){
let data29 = data28.query;
const _errs68 = errors;
if(((typeof data29 !== "string") && (!(data29 && typeof data29 == "object" && !Array.isArray(data29)))) && (data29 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/query",schemaPath:"#/properties/response/properties/query/type",keyword:"type",params:{type: schema32.properties.response.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid15 = _errs68 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data28.headers !== undefined){
let data30 = data28.headers;
const _errs70 = errors;
if((!(data30 && typeof data30 == "object" && !Array.isArray(data30))) && (data30 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/headers",schemaPath:"#/properties/response/properties/headers/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs70){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key1 in data30){
let data31 = data30[key1];
const _errs73 = errors;
const _errs74 = errors;
let valid17 = false;
const _errs75 = errors;
if(((typeof data31 !== "string") && (!(typeof data31 == "number"))) && (typeof data31 !== "boolean")){
const err20 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid2 = _errs75 === errors;
valid17 = valid17 || _valid2;
const _errs77 = errors;
if(errors === _errs77){
if(Array.isArray(data31)){
if(data31.length < 1){
const err21 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
else {
var valid18 = true;
const len5 = data31.length;
for(let i5=0; i5<len5; i5++){
let data32 = data31[i5];
const _errs79 = errors;
if(((typeof data32 !== "string") && (!(typeof data32 == "number"))) && (typeof data32 !== "boolean")){
const err22 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5,schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var valid18 = _errs79 === errors;
if(!valid18){
break;
}
}
}
}
else {
const err23 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
var _valid2 = _errs77 === errors;
valid17 = valid17 || _valid2;
if(!valid17){
const err24 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs74;
if(vErrors !== null){
if(_errs74){
vErrors.length = _errs74;
}
else {
vErrors = null;
}
}
}
var valid16 = _errs73 === errors;
if(!valid16){
break;
}
}
}
}
var valid15 = _errs70 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data28.matchingRules !== undefined){
let data33 = data28.matchingRules;
const _errs81 = errors;
if((!(data33 && typeof data33 == "object" && !Array.isArray(data33))) && (data33 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/matchingRules",schemaPath:"#/properties/response/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.response.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid15 = _errs81 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data28.generators !== undefined){
let data34 = data28.generators;
const _errs83 = errors;
if((!(data34 && typeof data34 == "object" && !Array.isArray(data34))) && (data34 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/generators",schemaPath:"#/properties/response/properties/generators/type",keyword:"type",params:{type: schema32.properties.response.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid15 = _errs83 === errors;
}
else {
var valid15 = true;
}
if(valid15){
if(data28.status !== undefined){
let data35 = data28.status;
const _errs85 = errors;
if(!((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35)))){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs85){
if(typeof data35 == "number"){
if(data35 > 599 || isNaN(data35)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"}];
return false;
}
else {
if(data35 < 100 || isNaN(data35)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"}];
return false;
}
}
}
}
var valid15 = _errs85 === errors;
}
else {
var valid15 = true;
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs66 === errors;
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
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":{"description":true,"pending":true,"comments":true,"providerStates":true,"providerState":true,"provider_state":true,"request":true,"response":true},"dynamicProps":false,"dynamicItems":false};
