// Made by npm run generate: do not edit.
// @ts-nocheck
import type { ValidateFunction } from 'ajv';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';

export const isPact: ValidateFunction<unknown> = validate20;
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

export const isInteraction: ValidateFunction<unknown> = validate21;
const schema32 = {"type":"object","required":["description","request","response"],"properties":{"description":{"type":"string","minLength":1},"pending":{"type":["boolean","null"]},"comments":{"type":["object","null"],"properties":{"jira-session-contracts":{"type":"array","items":{"anyOf":[{"type":"object","required":["sends"],"properties":{"sends":{"type":"array","items":{"type":"string"}}}},{"type":"object","required":["cookiesBeside"],"properties":{"cookiesBeside":{"type":"array","items":{"type":"string"}}}},{"type":"object","required":["cookiesAsSet"],"properties":{"cookiesAsSet":{"const":true}}},{"type":"object","required":["anyMediaType"],"properties":{"anyMediaType":{"const":true}}},{"type":"object","required":["anyCookie"],"properties":{"anyCookie":{"const":true}}},{"type":"object","required":["cookieOfAnyPath"],"properties":{"cookieOfAnyPath":{"const":true}}},{"type":"object","required":["firstCookie"],"properties":{"firstCookie":{"const":true}}},{"type":"object","required":["anyValue"],"properties":{"anyValue":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["ownSite"],"properties":{"ownSite":{"type":"array","items":{"type":["string","integer"]}}}},{"type":"object","required":["field","text"],"properties":{"field":{"type":"array","items":{"type":["string","integer"]}},"text":{"type":"string"}}},{"type":"object","required":["sessionCookie"],"properties":{"sessionCookie":{"type":"string"}}},{"type":"object","required":["body","types"],"properties":{"body":{"type":"array","items":{"type":["string","integer"]}},"types":{"type":"array","items":{"enum":["string","number","boolean","object","array","null"]}}}},{"type":"object","required":["header","regex","mayBeAbsent"],"properties":{"header":{"type":"string"},"regex":{"type":"string"},"mayBeAbsent":{"type":"boolean"}}}]}}}},"providerStates":{"type":["array","null"],"items":{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1},"params":{"type":"object"}}}},"providerState":{"type":["string","null"]},"provider_state":{"type":["string","null"]},"request":{"type":"object","required":["method","path"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"method":{"type":"string","pattern":"^[A-Za-z]+$"},"path":{"type":"string","minLength":1}}},"response":{"type":"object","required":["status"],"properties":{"query":{"type":["string","object","null"]},"headers":{"type":["object","null"],"additionalProperties":{"anyOf":[{"type":["string","number","boolean"]},{"type":"array","items":{"type":["string","number","boolean"]},"minItems":1}]}},"matchingRules":{"type":["object","null"]},"generators":{"type":["object","null"]},"status":{"type":"integer","minimum":100,"maximum":599}}}}};
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
if((data4.sends === undefined) && (missing1 = "sends")){
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
if(data4.sends !== undefined){
let data5 = data4.sends;
const _errs13 = errors;
if(errors === _errs13){
if(Array.isArray(data5)){
var valid5 = true;
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
const _errs15 = errors;
if(typeof data5[i1] !== "string"){
const err1 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends/" + i1,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid5 = _errs15 === errors;
if(!valid5){
break;
}
}
}
else {
const err2 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sends",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/properties/sends/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
}
}
else {
const err3 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid0 = _errs11 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
var props0 = {};
props0.sends = true;
}
const _errs17 = errors;
if(errors === _errs17){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing2;
if((data4.cookiesBeside === undefined) && (missing2 = "cookiesBeside")){
const err4 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(data4.cookiesBeside !== undefined){
let data7 = data4.cookiesBeside;
const _errs19 = errors;
if(errors === _errs19){
if(Array.isArray(data7)){
var valid7 = true;
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
const _errs21 = errors;
if(typeof data7[i2] !== "string"){
const err5 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookiesBeside/" + i2,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/cookiesBeside/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid7 = _errs21 === errors;
if(!valid7){
break;
}
}
}
else {
const err6 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookiesBeside",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/properties/cookiesBeside/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid0 = _errs17 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookiesBeside = true;
}
}
const _errs23 = errors;
if(errors === _errs23){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing3;
if((data4.cookiesAsSet === undefined) && (missing3 = "cookiesAsSet")){
const err8 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(data4.cookiesAsSet !== undefined){
if(true !== data4.cookiesAsSet){
const err9 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookiesAsSet",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/properties/cookiesAsSet/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
else {
const err10 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/2/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookiesAsSet = true;
}
}
const _errs26 = errors;
if(errors === _errs26){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing4;
if((data4.anyMediaType === undefined) && (missing4 = "anyMediaType")){
const err11 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
if(data4.anyMediaType !== undefined){
if(true !== data4.anyMediaType){
const err12 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyMediaType",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/properties/anyMediaType/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
}
else {
const err13 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/3/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
var _valid0 = _errs26 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyMediaType = true;
}
}
const _errs29 = errors;
if(errors === _errs29){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing5;
if((data4.anyCookie === undefined) && (missing5 = "anyCookie")){
const err14 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
else {
if(data4.anyCookie !== undefined){
if(true !== data4.anyCookie){
const err15 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/properties/anyCookie/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/4/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
var _valid0 = _errs29 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyCookie = true;
}
}
const _errs32 = errors;
if(errors === _errs32){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing6;
if((data4.cookieOfAnyPath === undefined) && (missing6 = "cookieOfAnyPath")){
const err17 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/required",keyword:"required",params:{missingProperty: missing6},message:"must have required property '"+missing6+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
else {
if(data4.cookieOfAnyPath !== undefined){
if(true !== data4.cookieOfAnyPath){
const err18 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/cookieOfAnyPath",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/properties/cookieOfAnyPath/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
else {
const err19 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/5/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
var _valid0 = _errs32 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.cookieOfAnyPath = true;
}
}
const _errs35 = errors;
if(errors === _errs35){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing7;
if((data4.firstCookie === undefined) && (missing7 = "firstCookie")){
const err20 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/required",keyword:"required",params:{missingProperty: missing7},message:"must have required property '"+missing7+"'"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
if(data4.firstCookie !== undefined){
if(true !== data4.firstCookie){
const err21 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/firstCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/properties/firstCookie/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
}
else {
const err22 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/6/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid0 = _errs35 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.firstCookie = true;
}
}
const _errs38 = errors;
if(errors === _errs38){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing8;
if((data4.anyValue === undefined) && (missing8 = "anyValue")){
const err23 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/required",keyword:"required",params:{missingProperty: missing8},message:"must have required property '"+missing8+"'"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
else {
if(data4.anyValue !== undefined){
let data14 = data4.anyValue;
const _errs40 = errors;
if(errors === _errs40){
if(Array.isArray(data14)){
var valid14 = true;
const len3 = data14.length;
for(let i3=0; i3<len3; i3++){
let data15 = data14[i3];
const _errs42 = errors;
if((typeof data15 !== "string") && (!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))))){
const err24 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue/" + i3,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/anyValue/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[7].properties.anyValue.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
var valid14 = _errs42 === errors;
if(!valid14){
break;
}
}
}
else {
const err25 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/anyValue",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/properties/anyValue/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
}
else {
const err26 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/7/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
var _valid0 = _errs38 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.anyValue = true;
}
}
const _errs44 = errors;
if(errors === _errs44){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing9;
if((data4.ownSite === undefined) && (missing9 = "ownSite")){
const err27 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/required",keyword:"required",params:{missingProperty: missing9},message:"must have required property '"+missing9+"'"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
else {
if(data4.ownSite !== undefined){
let data16 = data4.ownSite;
const _errs46 = errors;
if(errors === _errs46){
if(Array.isArray(data16)){
var valid16 = true;
const len4 = data16.length;
for(let i4=0; i4<len4; i4++){
let data17 = data16[i4];
const _errs48 = errors;
if((typeof data17 !== "string") && (!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))))){
const err28 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite/" + i4,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/ownSite/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[8].properties.ownSite.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var valid16 = _errs48 === errors;
if(!valid16){
break;
}
}
}
else {
const err29 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/ownSite",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/properties/ownSite/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
}
else {
const err30 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/8/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var _valid0 = _errs44 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.ownSite = true;
}
}
const _errs50 = errors;
if(errors === _errs50){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing10;
if(((data4.field === undefined) && (missing10 = "field")) || ((data4.text === undefined) && (missing10 = "text"))){
const err31 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/required",keyword:"required",params:{missingProperty: missing10},message:"must have required property '"+missing10+"'"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
else {
if(data4.field !== undefined){
let data18 = data4.field;
const _errs52 = errors;
if(errors === _errs52){
if(Array.isArray(data18)){
var valid18 = true;
const len5 = data18.length;
for(let i5=0; i5<len5; i5++){
let data19 = data18[i5];
const _errs54 = errors;
if((typeof data19 !== "string") && (!((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))))){
const err32 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/field/" + i5,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/properties/field/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[9].properties.field.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var valid18 = _errs54 === errors;
if(!valid18){
break;
}
}
}
else {
const err33 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/field",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/properties/field/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
var valid17 = _errs52 === errors;
}
else {
var valid17 = true;
}
if(valid17){
if(data4.text !== undefined){
const _errs56 = errors;
if(typeof data4.text !== "string"){
const err34 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/text",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var valid17 = _errs56 === errors;
}
else {
var valid17 = true;
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/9/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid0 = _errs50 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.field = true;
props0.text = true;
}
}
const _errs58 = errors;
if(errors === _errs58){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing11;
if((data4.sessionCookie === undefined) && (missing11 = "sessionCookie")){
const err36 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/required",keyword:"required",params:{missingProperty: missing11},message:"must have required property '"+missing11+"'"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
if(data4.sessionCookie !== undefined){
if(typeof data4.sessionCookie !== "string"){
const err37 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/sessionCookie",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/properties/sessionCookie/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
}
else {
const err38 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/10/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
var _valid0 = _errs58 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.sessionCookie = true;
}
}
const _errs62 = errors;
if(errors === _errs62){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing12;
if(((data4.body === undefined) && (missing12 = "body")) || ((data4.types === undefined) && (missing12 = "types"))){
const err39 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/required",keyword:"required",params:{missingProperty: missing12},message:"must have required property '"+missing12+"'"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
else {
if(data4.body !== undefined){
let data22 = data4.body;
const _errs64 = errors;
if(errors === _errs64){
if(Array.isArray(data22)){
var valid21 = true;
const len6 = data22.length;
for(let i6=0; i6<len6; i6++){
let data23 = data22[i6];
const _errs66 = errors;
if((typeof data23 !== "string") && (!((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))))){
const err40 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body/" + i6,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/body/items/type",keyword:"type",params:{type: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[11].properties.body.items.type},message:"must be string,integer"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
var valid21 = _errs66 === errors;
if(!valid21){
break;
}
}
}
else {
const err41 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/body",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/body/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
var valid20 = _errs64 === errors;
}
else {
var valid20 = true;
}
if(valid20){
if(data4.types !== undefined){
let data24 = data4.types;
const _errs68 = errors;
if(errors === _errs68){
if(Array.isArray(data24)){
var valid22 = true;
const len7 = data24.length;
for(let i7=0; i7<len7; i7++){
let data25 = data24[i7];
const _errs70 = errors;
if(!((((((data25 === "string") || (data25 === "number")) || (data25 === "boolean")) || (data25 === "object")) || (data25 === "array")) || (data25 === "null"))){
const err42 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types/" + i7,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/types/items/enum",keyword:"enum",params:{allowedValues: schema32.properties.comments.properties["jira-session-contracts"].items.anyOf[11].properties.types.items.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
var valid22 = _errs70 === errors;
if(!valid22){
break;
}
}
}
else {
const err43 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/types",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/properties/types/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
var valid20 = _errs68 === errors;
}
else {
var valid20 = true;
}
}
}
}
else {
const err44 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/11/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
var _valid0 = _errs62 === errors;
valid3 = valid3 || _valid0;
if(_valid0){
if(props0 !== true){
props0 = props0 || {};
props0.body = true;
props0.types = true;
}
}
const _errs71 = errors;
if(errors === _errs71){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing13;
if((((data4.header === undefined) && (missing13 = "header")) || ((data4.regex === undefined) && (missing13 = "regex"))) || ((data4.mayBeAbsent === undefined) && (missing13 = "mayBeAbsent"))){
const err45 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/12/required",keyword:"required",params:{missingProperty: missing13},message:"must have required property '"+missing13+"'"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
else {
if(data4.header !== undefined){
const _errs73 = errors;
if(typeof data4.header !== "string"){
const err46 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/header",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/12/properties/header/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var valid23 = _errs73 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data4.regex !== undefined){
const _errs75 = errors;
if(typeof data4.regex !== "string"){
const err47 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/regex",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/12/properties/regex/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var valid23 = _errs75 === errors;
}
else {
var valid23 = true;
}
if(valid23){
if(data4.mayBeAbsent !== undefined){
const _errs77 = errors;
if(typeof data4.mayBeAbsent !== "boolean"){
const err48 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0+"/mayBeAbsent",schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/12/properties/mayBeAbsent/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var valid23 = _errs77 === errors;
}
else {
var valid23 = true;
}
}
}
}
}
else {
const err49 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf/12/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
var _valid0 = _errs71 === errors;
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
const err50 = {instancePath:instancePath+"/comments/jira-session-contracts/" + i0,schemaPath:"#/properties/comments/properties/jira-session-contracts/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
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
let data29 = data.providerStates;
const _errs79 = errors;
if((!(Array.isArray(data29))) && (data29 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerStates",schemaPath:"#/properties/providerStates/type",keyword:"type",params:{type: schema32.properties.providerStates.type},message:"must be array,null"}];
return false;
}
if(errors === _errs79){
if(Array.isArray(data29)){
var valid24 = true;
const len8 = data29.length;
for(let i8=0; i8<len8; i8++){
let data30 = data29[i8];
const _errs81 = errors;
if(errors === _errs81){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
let missing14;
if((data30.name === undefined) && (missing14 = "name")){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8,schemaPath:"#/properties/providerStates/items/required",keyword:"required",params:{missingProperty: missing14},message:"must have required property '"+missing14+"'"}];
return false;
}
else {
if(data30.name !== undefined){
let data31 = data30.name;
const _errs83 = errors;
if(errors === _errs83){
if(typeof data31 === "string"){
if(func1(data31) < 1){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/name",schemaPath:"#/properties/providerStates/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/name",schemaPath:"#/properties/providerStates/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid25 = _errs83 === errors;
}
else {
var valid25 = true;
}
if(valid25){
if(data30.params !== undefined){
let data32 = data30.params;
const _errs85 = errors;
if(!(data32 && typeof data32 == "object" && !Array.isArray(data32))){
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8+"/params",schemaPath:"#/properties/providerStates/items/properties/params/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid25 = _errs85 === errors;
}
else {
var valid25 = true;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/providerStates/" + i8,schemaPath:"#/properties/providerStates/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid24 = _errs81 === errors;
if(!valid24){
break;
}
}
}
}
var valid0 = _errs79 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.providerState !== undefined){
let data33 = data.providerState;
const _errs87 = errors;
if((typeof data33 !== "string") && (data33 !== null)){
validate21.errors = [{instancePath:instancePath+"/providerState",schemaPath:"#/properties/providerState/type",keyword:"type",params:{type: schema32.properties.providerState.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs87 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provider_state !== undefined){
let data34 = data.provider_state;
const _errs89 = errors;
if((typeof data34 !== "string") && (data34 !== null)){
validate21.errors = [{instancePath:instancePath+"/provider_state",schemaPath:"#/properties/provider_state/type",keyword:"type",params:{type: schema32.properties.provider_state.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs89 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data35 = data.request;
const _errs91 = errors;
if(errors === _errs91){
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
let missing15;
if(((data35.method === undefined) && (missing15 = "method")) || ((data35.path === undefined) && (missing15 = "path"))){
validate21.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing15},message:"must have required property '"+missing15+"'"}];
return false;
}
else {
if(data35.query !== undefined){
let data36 = data35.query;
const _errs93 = errors;
if(((typeof data36 !== "string") && (!(data36 && typeof data36 == "object" && !Array.isArray(data36)))) && (data36 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/query",schemaPath:"#/properties/request/properties/query/type",keyword:"type",params:{type: schema32.properties.request.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid26 = _errs93 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data35.headers !== undefined){
let data37 = data35.headers;
const _errs95 = errors;
if((!(data37 && typeof data37 == "object" && !Array.isArray(data37))) && (data37 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/headers",schemaPath:"#/properties/request/properties/headers/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs95){
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key0 in data37){
let data38 = data37[key0];
const _errs98 = errors;
const _errs99 = errors;
let valid28 = false;
const _errs100 = errors;
if(((typeof data38 !== "string") && (!(typeof data38 == "number"))) && (typeof data38 !== "boolean")){
const err51 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
var _valid1 = _errs100 === errors;
valid28 = valid28 || _valid1;
const _errs102 = errors;
if(errors === _errs102){
if(Array.isArray(data38)){
if(data38.length < 1){
const err52 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
else {
var valid29 = true;
const len9 = data38.length;
for(let i9=0; i9<len9; i9++){
let data39 = data38[i9];
const _errs104 = errors;
if(((typeof data39 !== "string") && (!(typeof data39 == "number"))) && (typeof data39 !== "boolean")){
const err53 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i9,schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.request.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var valid29 = _errs104 === errors;
if(!valid29){
break;
}
}
}
}
else {
const err54 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
var _valid1 = _errs102 === errors;
valid28 = valid28 || _valid1;
if(!valid28){
const err55 = {instancePath:instancePath+"/request/headers/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/request/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs99;
if(vErrors !== null){
if(_errs99){
vErrors.length = _errs99;
}
else {
vErrors = null;
}
}
}
var valid27 = _errs98 === errors;
if(!valid27){
break;
}
}
}
}
var valid26 = _errs95 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data35.matchingRules !== undefined){
let data40 = data35.matchingRules;
const _errs106 = errors;
if((!(data40 && typeof data40 == "object" && !Array.isArray(data40))) && (data40 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/matchingRules",schemaPath:"#/properties/request/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.request.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid26 = _errs106 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data35.generators !== undefined){
let data41 = data35.generators;
const _errs108 = errors;
if((!(data41 && typeof data41 == "object" && !Array.isArray(data41))) && (data41 !== null)){
validate21.errors = [{instancePath:instancePath+"/request/generators",schemaPath:"#/properties/request/properties/generators/type",keyword:"type",params:{type: schema32.properties.request.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid26 = _errs108 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data35.method !== undefined){
let data42 = data35.method;
const _errs110 = errors;
if(errors === _errs110){
if(typeof data42 === "string"){
if(!pattern4.test(data42)){
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z]+$"},message:"must match pattern \""+"^[A-Za-z]+$"+"\""}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid26 = _errs110 === errors;
}
else {
var valid26 = true;
}
if(valid26){
if(data35.path !== undefined){
let data43 = data35.path;
const _errs112 = errors;
if(errors === _errs112){
if(typeof data43 === "string"){
if(func1(data43) < 1){
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/request/path",schemaPath:"#/properties/request/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid26 = _errs112 === errors;
}
else {
var valid26 = true;
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
var valid0 = _errs91 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.response !== undefined){
let data44 = data.response;
const _errs114 = errors;
if(errors === _errs114){
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
let missing16;
if((data44.status === undefined) && (missing16 = "status")){
validate21.errors = [{instancePath:instancePath+"/response",schemaPath:"#/properties/response/required",keyword:"required",params:{missingProperty: missing16},message:"must have required property '"+missing16+"'"}];
return false;
}
else {
if(data44.query !== undefined){
let data45 = data44.query;
const _errs116 = errors;
if(((typeof data45 !== "string") && (!(data45 && typeof data45 == "object" && !Array.isArray(data45)))) && (data45 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/query",schemaPath:"#/properties/response/properties/query/type",keyword:"type",params:{type: schema32.properties.response.properties.query.type},message:"must be string,object,null"}];
return false;
}
var valid30 = _errs116 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data44.headers !== undefined){
let data46 = data44.headers;
const _errs118 = errors;
if((!(data46 && typeof data46 == "object" && !Array.isArray(data46))) && (data46 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/headers",schemaPath:"#/properties/response/properties/headers/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.type},message:"must be object,null"}];
return false;
}
if(errors === _errs118){
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key1 in data46){
let data47 = data46[key1];
const _errs121 = errors;
const _errs122 = errors;
let valid32 = false;
const _errs123 = errors;
if(((typeof data47 !== "string") && (!(typeof data47 == "number"))) && (typeof data47 !== "boolean")){
const err56 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/0/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[0].type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
var _valid2 = _errs123 === errors;
valid32 = valid32 || _valid2;
const _errs125 = errors;
if(errors === _errs125){
if(Array.isArray(data47)){
if(data47.length < 1){
const err57 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
else {
var valid33 = true;
const len10 = data47.length;
for(let i10=0; i10<len10; i10++){
let data48 = data47[i10];
const _errs127 = errors;
if(((typeof data48 !== "string") && (!(typeof data48 == "number"))) && (typeof data48 !== "boolean")){
const err58 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i10,schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/items/type",keyword:"type",params:{type: schema32.properties.response.properties.headers.additionalProperties.anyOf[1].items.type},message:"must be string,number,boolean"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
var valid33 = _errs127 === errors;
if(!valid33){
break;
}
}
}
}
else {
const err59 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
var _valid2 = _errs125 === errors;
valid32 = valid32 || _valid2;
if(!valid32){
const err60 = {instancePath:instancePath+"/response/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/response/properties/headers/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
validate21.errors = vErrors;
return false;
}
else {
errors = _errs122;
if(vErrors !== null){
if(_errs122){
vErrors.length = _errs122;
}
else {
vErrors = null;
}
}
}
var valid31 = _errs121 === errors;
if(!valid31){
break;
}
}
}
}
var valid30 = _errs118 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data44.matchingRules !== undefined){
let data49 = data44.matchingRules;
const _errs129 = errors;
if((!(data49 && typeof data49 == "object" && !Array.isArray(data49))) && (data49 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/matchingRules",schemaPath:"#/properties/response/properties/matchingRules/type",keyword:"type",params:{type: schema32.properties.response.properties.matchingRules.type},message:"must be object,null"}];
return false;
}
var valid30 = _errs129 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data44.generators !== undefined){
let data50 = data44.generators;
const _errs131 = errors;
if((!(data50 && typeof data50 == "object" && !Array.isArray(data50))) && (data50 !== null)){
validate21.errors = [{instancePath:instancePath+"/response/generators",schemaPath:"#/properties/response/properties/generators/type",keyword:"type",params:{type: schema32.properties.response.properties.generators.type},message:"must be object,null"}];
return false;
}
var valid30 = _errs131 === errors;
}
else {
var valid30 = true;
}
if(valid30){
if(data44.status !== undefined){
let data51 = data44.status;
const _errs133 = errors;
if(!((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51)))){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs133){
if(typeof data51 == "number"){
if(data51 > 599 || isNaN(data51)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599"}];
return false;
}
else {
if(data51 < 100 || isNaN(data51)){
validate21.errors = [{instancePath:instancePath+"/response/status",schemaPath:"#/properties/response/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100"}];
return false;
}
}
}
}
var valid30 = _errs133 === errors;
}
else {
var valid30 = true;
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
var valid0 = _errs114 === errors;
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
